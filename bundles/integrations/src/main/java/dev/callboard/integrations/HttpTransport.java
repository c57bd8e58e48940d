package dev.callboard.integrations;

import dev.callboard.integrations.spi.HostAnswer;
import dev.callboard.integrations.spi.HostRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.PathRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Sends single requests to addresses that were checked. Follows no redirect, keeps no cookie and
 * decodes nothing. Thread-safe.
 */
final class HttpTransport {
  /** Where the body of an answer goes. */
  interface Body {
    byte[] read(InputStream stream) throws IOException;
  }

  private final ReadingLimits limits;
  private final Optional<ProxySettings> proxy;
  private final CheckedResolver.Lookup lookup;
  // What the check of a hop allowed, for the resolver, which is told host and port only.
  private final Map<String, AddressRules.Reach> reaches = new ConcurrentHashMap<>();
  private HttpClient client;
  private int running;
  private boolean retired;

  HttpTransport(
      ReadingLimits limits, Optional<ProxySettings> proxy, CheckedResolver.Lookup lookup) {
    this.limits = limits;
    this.proxy = proxy;
    this.lookup = lookup;
  }

  /**
   * Sends a request.
   *
   * @param reach which addresses of the target may be connected to
   * @param withHeaders whether to send the request's headers, which may be credentials
   * @param millis how long it may take, to the end of the body
   * @param body reads the body of an answer that is none of a redirect
   */
  HostAnswer send(
      HostRequest request,
      Target target,
      AddressRules.Reach reach,
      boolean withHeaders,
      long millis,
      Body body)
      throws IOException, TimeoutException, InterruptedException {
    HttpClient http = enter();
    try {
      reaches.put(key(target.host(), target.port()), reach);
      long deadline = System.nanoTime() + millis * 1_000_000;
      Request sent =
          http.newRequest(target.uri())
              .method(request.method())
              .followRedirects(false)
              .idleTimeout(limits.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
              .timeout(millis, TimeUnit.MILLISECONDS);
      if (withHeaders) {
        sent.headers(headers -> request.headers().forEach(headers::put));
      }
      request
          .body()
          .ifPresent(
              bytes ->
                  sent.body(new BytesRequestContent(contentType(request, withHeaders), bytes)));
      if (request.bodyFile().isPresent()) {
        String type = contentType(request, withHeaders);
        sent.body(new PathRequestContent(type, request.bodyFile().get()));
      }
      InputStreamResponseListener listener = new InputStreamResponseListener();
      sent.send(listener);
      Response response = listener.get(millis, TimeUnit.MILLISECONDS);
      return answer(response, listener, body, request.anyStatus(), deadline);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException timeout) {
        throw timeout;
      }
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      leave();
    }
  }

  private static String contentType(HostRequest request, boolean withHeaders) {
    String type = withHeaders ? request.headers().get("Content-Type") : null;
    return type == null ? "application/octet-stream" : type;
  }

  private static HostAnswer answer(
      Response response,
      InputStreamResponseListener listener,
      Body body,
      boolean anyStatus,
      long deadline)
      throws IOException, TimeoutException {
    Map<String, List<String>> headers = new HashMap<>();
    for (HttpField field : response.getHeaders()) {
      headers.merge(
          field.getLowerCaseName(),
          List.of(String.valueOf(field.getValue())),
          (one, two) -> java.util.stream.Stream.of(one, two).flatMap(List::stream).toList());
    }
    int status = response.getStatus();
    // Nobody reads what comes with a failure, and it may be endless.
    if (status >= 300 && status != 304 && !anyStatus) {
      response.abort(new IOException("not wanted"));
      return new HostAnswer(status, headers, new byte[0]);
    }
    try (InputStream stream = listener.getInputStream()) {
      return new HostAnswer(status, headers, body.read(stream));
    } catch (IOException e) {
      response.abort(e);
      if (System.nanoTime() - deadline >= 0) {
        throw new TimeoutException();
      }
      throw e;
    } catch (RuntimeException e) {
      response.abort(e);
      throw e;
    }
  }

  private static String key(String host, int port) {
    return host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT) + " " + port;
  }

  private AddressRules.Reach reach(String host, int port) {
    if (proxy.filter(at -> at.host().equals(host) && at.port() == port).isPresent()) {
      return AddressRules.Reach.FORBIDDEN;
    }
    return reaches.getOrDefault(key(host, port), AddressRules.Reach.PUBLIC);
  }

  /** Made on first use: most servers read files only, and the client has threads. */
  private synchronized HttpClient enter() throws IOException {
    if (retired) {
      throw new IOException("the configuration has changed");
    }
    if (client == null) {
      client = start();
    }
    running++;
    return client;
  }

  private HttpClient start() {
    HttpClient made = new HttpClient();
    QueuedThreadPool threads = new QueuedThreadPool(16, 1);
    threads.setName("callboard-reading");
    threads.setDaemon(true);
    made.setExecutor(threads);
    made.setConnectTimeout(limits.connectTimeout().toMillis());
    made.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "callboard"));
    made.setSocketAddressResolver(new CheckedResolver(lookup, this::reach));
    proxy.ifPresent(at -> made.getProxyConfiguration().addProxy(new ExceptingProxy(at)));
    // Neither cookies nor stored credentials go from one read to the next.
    made.setHttpCookieStore(new org.eclipse.jetty.http.HttpCookieStore.Empty());
    made.getContentDecoderFactories().clear();
    try {
      made.start();
      // It fails where a 401 has no challenge, as those of many APIs; the status is an answer.
      made.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client cannot start", e);
    }
    return made;
  }

  private synchronized void leave() {
    running--;
    stopWhenUnused();
  }

  /** Lets what is under way end, and stops then. */
  synchronized void retire() {
    retired = true;
    stopWhenUnused();
  }

  /** Stops now. */
  synchronized void close() {
    retired = true;
    running = 0;
    stopWhenUnused();
  }

  private void stopWhenUnused() {
    if (!retired || running > 0 || client == null) {
      return;
    }
    HttpClient stopped = client;
    client = null;
    try {
      stopped.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client cannot stop", e);
    }
  }

  /** A proxy that some hosts are reached without. */
  private static final class ExceptingProxy extends HttpProxy {
    private final ProxySettings settings;

    ExceptingProxy(ProxySettings settings) {
      super(new Origin.Address(settings.host(), settings.port()), false);
      this.settings = settings;
    }

    @Override
    public boolean matches(Origin origin) {
      return settings.serves(origin.getAddress().getHost());
    }
  }
}
