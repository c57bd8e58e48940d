package dev.callboard.identity.signin;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequestProperties;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What sign-in looks at in a request.
 *
 * @param headers by their names in lower case
 * @param cookies names and values
 * @param address the address of the client
 * @param peer the address at the other end of the connection
 */
record BrowserRequest(
    Map<String, List<String>> headers, Map<String, String> cookies, String address, String peer) {

  static BrowserRequest of(ContainerRequestContext request) {
    return new BrowserRequest(
        request.getHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().toLowerCase(java.util.Locale.ROOT),
                    entry -> List.copyOf(entry.getValue()),
                    (one, other) ->
                        java.util.stream.Stream.concat(one.stream(), other.stream()).toList())),
        request.getCookies().values().stream()
            .collect(Collectors.toMap(Cookie::getName, Cookie::getValue, (one, other) -> one)),
        String.valueOf(request.getProperty(RequestProperties.CLIENT_ADDRESS)),
        String.valueOf(request.getProperty(RequestProperties.PEER_ADDRESS)));
  }

  /** Returns the one value of a header; null when there is none or are several. */
  String header(String name) {
    List<String> values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
    return values == null || values.size() != 1 ? null : values.get(0);
  }

  /**
   * Checks that a script sent the request. Pages of other origins cannot set the header without
   * asking first, which CORS answers.
   */
  void requireScript() {
    if (!"XMLHttpRequest".equals(header("x-requested-with"))) {
      throw new PortalException(ErrorCode.AUTHENTICATION, "Invalid X-Requested-With header");
    }
  }
}
