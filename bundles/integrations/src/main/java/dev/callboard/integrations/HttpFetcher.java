package dev.callboard.integrations;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Sends requests to checked addresses and follows redirects itself, checking each hop. */
final class HttpFetcher implements AutoCloseable {
  private final AllowedHosts allowed;
  private final ReadingLimits limits;
  private final CheckedResolver.Lookup lookup;
  // What the check of a hop allowed, for the resolver, which is told host and port only.
  private final Map<String, AddressRules.Reach> reaches = new ConcurrentHashMap<>();
  private HttpClient client;

  HttpFetcher(AllowedHosts allowed, ReadingLimits limits) {
    this(allowed, limits, InetAddress::getAllByName);
  }

  HttpFetcher(AllowedHosts allowed, ReadingLimits limits, CheckedResolver.Lookup lookup) {
    this.allowed = allowed;
    this.limits = limits;
    this.lookup = lookup;
  }

  Fetched fetch(String url, String etag) {
    long deadline = System.nanoTime() + limits.totalTimeout().toNanos();
    Target target = Target.of(url);
    for (int hop = 0; hop <= limits.maxRedirects(); hop++) {
      reaches.put(key(target.host(), target.port()), allowed.check(target, url));
      Fetched fetched = request(target, etag, url, deadline);
      if (fetched.redirect() == null) {
        return fetched;
      }
      target = Target.of(target.uri().resolve(fetched.redirect()), url);
    }
    throw PortalException.unavailable(
        "'" + url + "' redirects more than " + limits.maxRedirects() + " times");
  }

  private Fetched request(Target target, String etag, String shown, long deadline) {
    InputStreamResponseListener listener = new InputStreamResponseListener();
    try {
      Request request =
          client()
              .newRequest(target.uri())
              .followRedirects(false)
              .idleTimeout(limits.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
              .timeout(left(deadline), TimeUnit.MILLISECONDS);
      if (etag != null) {
        request.headers(headers -> headers.put(HttpHeader.IF_NONE_MATCH, etag));
      }
      request.send(listener);
      Response response = listener.get(left(deadline), TimeUnit.MILLISECONDS);
      return answer(response, listener, shown);
    } catch (ExecutionException e) {
      throw failure(e.getCause(), shown);
    } catch (TimeoutException | IOException e) {
      throw failure(e, shown);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortalException.unavailable("reading '" + shown + "' was interrupted");
    }
  }

  private Fetched answer(Response response, InputStreamResponseListener listener, String shown)
      throws IOException {
    int status = response.getStatus();
    if (status == 304) {
      return Fetched.unchanged(header(response, HttpHeader.ETAG));
    }
    if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
      response.abort(new IOException("redirected"));
      return Fetched.redirected(location(response, shown));
    }
    if (status == 404 || status == 410) {
      response.abort(new IOException("not found"));
      throw PortalException.notFound("no matching files found for " + shown);
    }
    if (status != 200) {
      response.abort(new IOException("not wanted"));
      throw PortalException.unavailable(
          "'" + shown + "' could not be read, the host answered " + status);
    }
    try (InputStream stream = listener.getInputStream()) {
      return Fetched.content(read(stream, response, shown), header(response, HttpHeader.ETAG));
    }
  }

  private byte[] read(InputStream stream, Response response, String shown) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[16 * 1024];
    for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
      if (bytes.size() + n > limits.maxBytes()) {
        response.abort(new IOException("too large"));
        throw PortalException.input(
            "'" + shown + "' is larger than the limit of " + limits.maxBytes() + " bytes");
      }
      bytes.write(buffer, 0, n);
    }
    return bytes.toByteArray();
  }

  private static URI location(Response response, String shown) {
    String text = header(response, HttpHeader.LOCATION);
    try {
      return new URI(text == null ? "" : text);
    } catch (java.net.URISyntaxException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "'" + shown + "' redirects to what is not a URL", e);
    }
  }

  private static String header(Response response, HttpHeader name) {
    HttpField field = response.getHeaders().getField(name);
    return field == null ? null : field.getValue();
  }

  private static PortalException failure(Throwable cause, String shown) {
    if (cause instanceof CheckedResolver.ForbiddenAddressException) {
      return Target.refused(shown);
    }
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "'"
            + shown
            + "' could not be read, "
            + (cause instanceof TimeoutException
                ? "the host took too long"
                : "the connection failed"),
        cause);
  }

  private static long left(long deadline) {
    return Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis());
  }

  private static String key(String host, int port) {
    return host + " " + port;
  }

  /** Made on first use: most servers read files only, and the client has threads. */
  private synchronized HttpClient client() {
    if (client != null) {
      return client;
    }
    HttpClient made = new HttpClient();
    QueuedThreadPool threads = new QueuedThreadPool(16, 1);
    threads.setName("callboard-reading");
    threads.setDaemon(true);
    made.setExecutor(threads);
    made.setConnectTimeout(limits.connectTimeout().toMillis());
    made.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "callboard"));
    made.setSocketAddressResolver(
        new CheckedResolver(
            lookup,
            (host, port) ->
                reaches.getOrDefault(
                    key(host.replaceAll("[\\[\\]]", "").toLowerCase(java.util.Locale.ROOT), port),
                    AddressRules.Reach.PUBLIC)));
    // Neither cookies nor stored credentials go from one read to the next.
    made.setHttpCookieStore(new org.eclipse.jetty.http.HttpCookieStore.Empty());
    made.getContentDecoderFactories().clear();
    try {
      made.start();
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
