package dev.callboard.http.jetty;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Request;

/**
 * Lets encoded slashes and percent signs through where a segment of the path may be any text, and
 * nowhere else: servers and proxies do not agree on what such a path means. What is behind the
 * guard sees the path without the segments; the gateway takes the path as it was sent from {@link
 * #ATTRIBUTE}.
 */
public final class EncodedSegments {
  /** The attribute of a request with the path as it was sent. */
  public static final String ATTRIBUTE = EncodedSegments.class.getName();

  /** The keys of settings are chosen by the browser, and hold references of entities. */
  private static final String WHERE = "/api/user-settings/buckets/";

  private static final Pattern DOTS = Pattern.compile("(?i)/(\\.|%2e){1,2}(/|$)");

  private EncodedSegments() {}

  /** Returns the request as the rest of the server may see it. */
  static Request checked(Request request) {
    HttpURI uri = request.getHttpURI();
    if (!uri.hasViolation(Violation.AMBIGUOUS_PATH_SEPARATOR)
        && !uri.hasViolation(Violation.AMBIGUOUS_PATH_ENCODING)) {
      return request;
    }
    String path = uri.getPath();
    if (!path.startsWith(WHERE) || DOTS.matcher(path).find() || path.indexOf(';') >= 0) {
      throw new Refusal(400, "An encoded slash or percent sign is not allowed in this path");
    }
    request.setAttribute(ATTRIBUTE, path);
    HttpURI plain = HttpURI.build(uri, WHERE, null, uri.getQuery()).asImmutable();
    return new Request.Wrapper(request) {
      @Override
      public HttpURI getHttpURI() {
        return plain;
      }
    };
  }
}
