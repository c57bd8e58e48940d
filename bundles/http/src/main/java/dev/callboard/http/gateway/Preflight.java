package dev.callboard.http.gateway;

import dev.callboard.http.settings.CorsPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers the question of a browser whether a page of another origin may call. One from an origin
 * that may not goes on like any request, and ends for lack of credentials.
 */
final class Preflight {
  private Preflight() {}

  static boolean answer(CorsPolicy cors, HttpServletRequest request, HttpServletResponse response) {
    if (!request.getMethod().equals("OPTIONS") || !cors.configured()) {
      return false;
    }
    String origin = request.getHeader("Origin");
    if (origin == null
        || request.getHeader("Access-Control-Request-Method") == null
        || !cors.allows(origin)) {
      return false;
    }
    response.setStatus(204);
    response.setHeader("Access-Control-Allow-Methods", cors.methods());
    String asked = request.getHeader("Access-Control-Request-Headers");
    if (cors.allowedHeaders() != null) {
      response.setHeader("Access-Control-Allow-Headers", cors.allowedHeaders());
    } else if (asked != null) {
      Headers.varyBy(response, "Access-Control-Request-Headers");
      response.setHeader("Access-Control-Allow-Headers", asked);
    }
    if (cors.maxAge() != null) {
      response.setHeader("Access-Control-Max-Age", cors.maxAge());
    }
    response.setContentLength(0);
    return true;
  }
}
