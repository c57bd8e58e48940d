package dev.callboard.integrations;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.outbound.OutboundHttp;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Posts to addresses that were checked; the connection goes to the very address. */
final class HttpPoster implements AutoCloseable {
  /**
   * How long a request may take.
   *
   * @param connect for the connection
   * @param idle without a byte
   * @param total for the whole
   */
  record Timeouts(Duration connect, Duration idle, Duration total) {}

  private static final int READ = 16 * 1024;

  private final Timeouts timeouts;
  private final CheckedResolver.Lookup lookup;
  // What the check of the URL allowed, for the resolver, which is told host and port only.
  private final Map<String, AddressRules.Reach> reaches = new ConcurrentHashMap<>();
  private HttpClient client;

  HttpPoster(Timeouts timeouts, CheckedResolver.Lookup lookup) {
    this.timeouts = requireNonNull(timeouts, "timeouts is null");
    this.lookup = requireNonNull(lookup, "lookup is null");
  }

  HttpPoster(Timeouts timeouts) {
    this(timeouts, InetAddress::getAllByName);
  }

  OutboundHttp.Answer send(OutboundTarget target, Map<String, String> headers, byte[] body) {
    reaches.put(key(target.host(), target.port()), target.reach());
    InputStreamResponseListener listener = new InputStreamResponseListener();
    try {
      Request request =
          client()
              .newRequest(target.uri())
              .method("POST")
              .followRedirects(false)
              .idleTimeout(timeouts.idle().toMillis(), TimeUnit.MILLISECONDS)
              .timeout(timeouts.total().toMillis(), TimeUnit.MILLISECONDS)
              .headers(all -> headers.forEach(all::put))
              .body(new BytesRequestContent(headers.get("Content-Type"), body));
      request.send(listener);
      Response response = listener.get(timeouts.total().toMillis(), TimeUnit.MILLISECONDS);
      // A short body is read to its end, so that the connection can be used again.
      try (InputStream rest = listener.getInputStream()) {
        if (rest.readNBytes(READ).length == READ) {
          response.abort(new IOException("nobody wants the body"));
        }
      }
      return new OutboundHttp.Answer(
          response.getStatus(),
          Optional.ofNullable(response.getHeaders().get(HttpHeader.RETRY_AFTER)));
    } catch (IOException e) {
      throw failure(e, target);
    } catch (ExecutionException e) {
      throw failure(e.getCause(), target);
    } catch (TimeoutException e) {
      throw failure(e, target);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortalException.unavailable("sending to '" + target.host() + "' was interrupted");
    }
  }

  private static PortalException failure(Throwable cause, OutboundTarget target) {
    if (cause instanceof CheckedResolver.ForbiddenAddressException) {
      return PortalException.notAllowed(
          "'" + target.host() + "' has no address that may be sent to");
    }
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "'"
            + target.host()
            + "' gave no answer, "
            + (cause instanceof TimeoutException ? "it took too long" : "the connection failed"),
        cause);
  }

  private static String key(String host, int port) {
    return host + " " + port;
  }

  /** Made on first use: most servers send nothing, and the client has threads. */
  private synchronized HttpClient client() {
    if (client != null) {
      return client;
    }
    HttpClient made = new HttpClient();
    QueuedThreadPool threads = new QueuedThreadPool(8, 1);
    threads.setName("callboard-sending");
    threads.setDaemon(true);
    made.setExecutor(threads);
    made.setConnectTimeout(timeouts.connect().toMillis());
    made.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "callboard"));
    made.setSocketAddressResolver(
        new CheckedResolver(
            lookup,
            (host, port) ->
                reaches.getOrDefault(
                    key(host.replaceAll("[\\[\\]]", "").toLowerCase(java.util.Locale.ROOT), port),
                    AddressRules.Reach.PUBLIC)));
    made.setHttpCookieStore(new org.eclipse.jetty.http.HttpCookieStore.Empty());
    made.getContentDecoderFactories().clear();
    try {
      made.start();
      // It fails where a 401 has no challenge, as those of many APIs; the status is an answer.
      made.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client cannot start", e);
    }
    client = made;
    return made;
  }

  @Override
  public synchronized void close() {
    if (client == null) {
      return;
    }
    try {
      client.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client cannot stop", e);
    } finally {
      client = null;
    }
  }
}
