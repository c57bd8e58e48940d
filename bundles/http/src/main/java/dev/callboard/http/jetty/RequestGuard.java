package dev.callboard.http.jetty;

import dev.callboard.http.settings.HttpSettings;
import dev.callboard.http.settings.SettingsHolder;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * The first that sees a request: gives it an id, puts the headers that each answer carries, and
 * refuses what no part of the server wants. It runs for each request, so it allocates next to
 * nothing.
 */
final class RequestGuard implements HttpConfiguration.Customizer {
  private static final HttpField CLOSE = new PreEncodedHttpField(HttpHeader.CONNECTION, "close");
  private static final HttpField VARY_ORIGIN = new PreEncodedHttpField(HttpHeader.VARY, "Origin");
  private static final HttpField CREDENTIALS =
      new PreEncodedHttpField("Access-Control-Allow-Credentials", "true");

  private final SettingsHolder settings;
  private final ServerState state;
  private volatile Prepared prepared;

  /** The security headers as Jetty sends them, for the settings they were made from. */
  private record Prepared(HttpSettings from, HttpField[] fields) {}

  RequestGuard(SettingsHolder settings, ServerState state) {
    this.settings = settings;
    this.state = state;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable headers) {
    HttpSettings current = settings.current();
    decorate(request, headers, current);
    UnreadBody.watch(request, current.limits().refusedBody());
    checkMethod(request.getMethod());
    String target = request.getHttpURI().getPathQuery();
    if ("*".equals(target)) {
      throw new Refusal(405, "The server as a whole has no options");
    }
    if (target != null && target.length() > current.limits().uri()) {
      throw new Refusal(414, "The request target is longer than " + current.limits().uri());
    }
    String host = request.getHttpURI().getHost();
    if (!current.hosts().allows(host)) {
      throw new Refusal(
          421, "This server does not answer to that host name; see backend.allowedHosts");
    }
    return EncodedSegments.checked(request);
  }

  /** Puts the headers of each answer; the error handler does so again after a reset. */
  void decorate(Request request, HttpFields.Mutable headers, HttpSettings current) {
    for (HttpField field : fields(current)) {
      headers.put(field);
    }
    Object known = request.getAttribute(RequestInfo.ATTRIBUTE);
    RequestInfo info = known instanceof RequestInfo before ? before : describe(request);
    headers.put("X-Request-Id", info.id());
    if (state.isDraining()) {
      headers.put(CLOSE);
    }
    if (current.cors().configured()) {
      headers.ensureField(VARY_ORIGIN);
      String origin = request.getHeaders().get(HttpHeader.ORIGIN);
      if (origin != null && current.cors().allows(origin)) {
        allow(headers, current, origin);
      }
    }
  }

  private static RequestInfo describe(Request request) {
    // The innermost request: trusted proxies wrap it to tell another address.
    String peer = Request.getRemoteAddr(Request.unWrap(request));
    RequestInfo info =
        new RequestInfo(RequestIds.of(request.getHeaders().get("X-Request-Id")), peer);
    request.setAttribute(RequestInfo.ATTRIBUTE, info);
    return info;
  }

  private static void allow(HttpFields.Mutable headers, HttpSettings current, String origin) {
    headers.put("Access-Control-Allow-Origin", origin);
    if (current.cors().credentials()) {
      headers.put(CREDENTIALS);
    }
    if (current.cors().exposedHeaders() != null) {
      headers.put("Access-Control-Expose-Headers", current.cors().exposedHeaders());
    }
  }

  private HttpField[] fields(HttpSettings current) {
    Prepared known = prepared;
    if (known == null || known.from() != current) {
      known =
          new Prepared(
              current,
              current.headers().fields().entrySet().stream()
                  .map(entry -> new PreEncodedHttpField(entry.getKey(), entry.getValue()))
                  .toArray(HttpField[]::new));
      prepared = known;
    }
    return known.fields();
  }

  private static void checkMethod(String method) {
    switch (method) {
      case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> {}
      case "TRACE", "CONNECT" -> throw new Refusal(405, "The method is not allowed");
      default -> throw new Refusal(501, "The method is not known");
    }
  }
}
