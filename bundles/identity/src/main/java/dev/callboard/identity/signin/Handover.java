package dev.callboard.identity.signin;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hands the outcome of a sign-in to the page that asked for it, if that page is allowed to. */
final class Handover {
  private Handover() {}

  static Response success(
      Selection selection, FlowState state, CookieJar jar, Map<String, Object> answer) {
    requireAllowed(selection, state);
    if (state.redirects()) {
      return with(jar, Response.status(302).header("Location", state.redirectUrl()));
    }
    return page(state, jar, "response", answer);
  }

  static Response failure(
      Selection selection, FlowState state, CookieJar jar, PortalException failure) {
    requireAllowed(selection, state);
    String message = message(failure);
    if (state.redirects()) {
      String target = withError(state.redirectUrl(), message);
      return with(jar, Response.status(302).header("Location", target));
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", failure.code().errorName());
    told.put("message", message);
    return page(state, jar, "error", told);
  }

  /** Returns what may be shown of a failure. */
  static String message(PortalException failure) {
    return failure.code() == ErrorCode.INTERNAL ? "Sign-in failed" : failure.getMessage();
  }

  /** Checked at the end as well: what was allowed at the start may not be any more. */
  private static void requireAllowed(Selection selection, FlowState state) {
    Origins origins = selection.settings().origins();
    if (state.redirects()
        ? !origins.allowsRedirect(state.redirectUrl())
        : !origins.allows(state.origin())) {
      throw PortalException.notAllowed("The page that asked is not allowed any more");
    }
  }

  private static Response page(
      FlowState state, CookieJar jar, String part, Map<String, Object> outcome) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "authorization_response");
    message.put(part, outcome);
    return with(jar, Response.fromResponse(FramePage.of(message, state.origin())));
  }

  private static String withError(String url, String error) {
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash);
    String base = hash < 0 ? url : url.substring(0, hash);
    return base
        + (base.contains("?") ? "&" : "?")
        + "error="
        + URLEncoder.encode(error, StandardCharsets.UTF_8)
        + fragment;
  }

  static Response with(CookieJar jar, Response.ResponseBuilder answer) {
    jar.toSend().forEach(cookie -> answer.header("Set-Cookie", cookie));
    return answer.build();
  }
}
