package dev.callboard.identity.signin;

import dev.callboard.platform.error.PortalException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * The form for a name and a password. It needs no script, can be read by screen readers and filled
 * in by password managers, and no page can put it into a frame.
 */
final class PasswordPage {
  static final String WRONG = "The name or the password is wrong";

  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:22rem;margin:12vh auto;padding:0 1rem;"
          + "color-scheme:light dark}"
          + "label{display:block;margin:1rem 0 .25rem}"
          + "input,button{font:inherit;width:100%;box-sizing:border-box;padding:.5rem}"
          + "button{margin-top:1.5rem}"
          + "[role=alert]{border-left:.25rem solid #c62828;padding-left:.75rem}";

  private PasswordPage() {}

  static Response of(
      Selection selection, FlowStates.Sealed sealed, Optional<PortalException> failure) {
    String title = html(selection.context().config().string("title").orElse("Sign in"));
    String alert =
        failure
            .map(e -> "<p role=\"alert\" id=\"why\">" + html(Handover.message(e)) + "</p>")
            .orElse("");
    String described = failure.isPresent() ? " aria-describedby=\"why\"" : "";
    String page =
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width\">"
            + ("<title>" + title + "</title><style>" + STYLE + "</style></head>")
            + ("<body><main><h1>" + title + "</h1>" + alert)
            + ("<form method=\"post\" action=\"" + html(action(selection)) + "\">")
            + ("<input type=\"hidden\" name=\"state\" value=\"" + html(sealed.text()) + "\">")
            + "<label for=\"username\">Name</label>"
            + "<input id=\"username\" name=\"username\" autocomplete=\"username\" required"
            + (" autofocus autocapitalize=\"none\" spellcheck=\"false\"" + described + ">")
            + "<label for=\"password\">Password</label>"
            + "<input id=\"password\" name=\"password\" type=\"password\""
            + " autocomplete=\"current-password\" required>"
            + "<button>Sign in</button></form></main></body></html>";
    return Response.status(failure.map(e -> e.code().status()).orElse(200))
        .entity(page)
        .type("text/html; charset=utf-8")
        .header("Content-Security-Policy", policy(sealed.state()))
        .header("X-Frame-Options", "DENY")
        .header("Cache-Control", "no-store")
        .build();
  }

  private static String action(Selection selection) {
    return selection.settings().pathOf(selection.id()) + "/handler/password";
  }

  /** Browsers hold the target of a redirect that follows a form against the policy, too. */
  private static String policy(FlowState state) {
    String end =
        state.redirects() ? Origins.of(state.redirectUrl()).map(o -> " " + o).orElse("") : "";
    return "default-src 'none';base-uri 'none';frame-ancestors 'none';form-action 'self'"
        + end
        + ";style-src '"
        + FramePage.digest(STYLE)
        + "'";
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
