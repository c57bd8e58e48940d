package dev.callboard.http.gateway;

import dev.callboard.http.jetty.EncodedSegments;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * Where a request below {@code /api/} goes. The path is taken as the client sent it, so that what
 * is checked and what is used are the same.
 *
 * @param pluginId the first segment
 * @param path the rest, starting with a slash
 * @param query the query without the question mark, or null
 */
record RequestTarget(String pluginId, String path, String query) {
  private static final String API = "/api/";

  /** Returns the target, or null when the path is not below {@code /api/}. */
  static RequestTarget of(HttpServletRequest request) {
    String uri =
        request.getAttribute(EncodedSegments.ATTRIBUTE) instanceof String sent
            ? sent
            : request.getRequestURI();
    if (!uri.startsWith(API)) {
      return null;
    }
    int end = uri.indexOf('/', API.length());
    String id = end < 0 ? uri.substring(API.length()) : uri.substring(API.length(), end);
    return new RequestTarget(id, end < 0 ? "/" : uri.substring(end), request.getQueryString());
  }

  /** Returns path and query as in the error body. */
  String url() {
    return query == null ? path : path + '?' + query;
  }

  /** Returns the URI below the base of the plugin. */
  URI under(String base) {
    String text = base + url().substring(1);
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return URI.create(escaped(text));
    }
  }

  /** Browsers send some characters as they are that a URI must not have. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean legal =
          c > ' '
              && c < 0x7f
              && "\"<>\\^`{|}[]".indexOf(c) < 0
              && (c != '%' || validPercents(text));
      if (legal) {
        escaped.append(c);
      } else {
        escaped.append(String.format("%%%02X", (int) c));
      }
    }
    return escaped.toString();
  }

  private static boolean validPercents(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (i + 2 >= text.length()
          || Character.digit(text.charAt(i + 1), 16) < 0
          || Character.digit(text.charAt(i + 2), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a body came with the request. */
  static boolean hasBody(HttpServletRequest request) {
    String method = request.getMethod();
    if (method.equals("GET") || method.equals("HEAD")) {
      return false;
    }
    long length = request.getContentLengthLong();
    return length > 0
        || length < 0
            && (request.getHeader("Transfer-Encoding") != null || request.getContentType() != null);
  }
}
