package dev.callboard.identity.signin;

import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The page at the end of a popup. Its one script hands the answer to the page that opened it, and
 * to no page of another origin. The browser runs the script because the policy has its digest.
 */
final class FramePage {
  private FramePage() {}

  static Response of(Map<String, Object> message, String origin) {
    String script =
        "var o=decodeURIComponent('"
            + encoded(origin)
            + "'),m=decodeURIComponent('"
            + encoded(Json.write(message))
            + "'),w=window.opener||window.parent;"
            + "w.postMessage({type:'config_info',targetOrigin:o},'*');"
            + "w.postMessage(JSON.parse(m),o);"
            + "setTimeout(function(){window.close()},100);";
    String html =
        "<!DOCTYPE html><html lang=\"en\"><head><meta"
            + " charset=\"utf-8\"><title>Sign-in</title></head><body><p>You can close this"
            + " window.</p><script>"
            + script
            + "</script></body></html>";
    return Response.ok(html)
        .type("text/html; charset=utf-8")
        .header("Content-Security-Policy", "default-src 'none';script-src '" + digest(script) + "'")
        .header("X-Frame-Options", "sameorigin")
        .header("Cache-Control", "no-store")
        .build();
  }

  /** Leaves letters, digits and {@code -_.*} as they are, none of which can end a script text. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Returns how a policy names a script or a style. */
  static String digest(String script) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(sha);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
