package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The security headers of each answer: those of Backstage, but with a content security policy that
 * neither evaluates texts nor takes scripts, styles or fonts of other origins. Its directives are
 * replaced or, by {@code false}, removed through {@code backend.csp}, and the referrer policy
 * through {@code backend.referrer.policy}.
 *
 * @param fields names and values in the order in which they are sent
 */
public record SecurityHeaders(Map<String, String> fields) {
  /** Keeps the order of the fields. */
  public SecurityHeaders {
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  static SecurityHeaders from(Config config) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Content-Security-Policy", csp(config));
    fields.put(
        "Referrer-Policy",
        config.has("backend.referrer.policy")
            ? String.join(",", config.strings("backend.referrer.policy"))
            : "no-referrer");
    fields.put("Strict-Transport-Security", "max-age=15552000; includeSubDomains");
    fields.put("X-Content-Type-Options", "nosniff");
    fields.put("X-Frame-Options", "SAMEORIGIN");
    return new SecurityHeaders(fields);
  }

  private static boolean isEncrypted(Config config) {
    return config
        .string("backend.baseUrl")
        .map(url -> url.startsWith("https:"))
        .orElseGet(() -> !config.value("backend.https").orElse(false).equals(false));
  }

  private static String csp(Config config) {
    Map<String, String> directives = new LinkedHashMap<>();
    directives.put("default-src", "'self'");
    directives.put("base-uri", "'self'");
    directives.put("font-src", "'self' data:");
    directives.put("frame-ancestors", "'self'");
    // Pictures of users and badges in documents come from elsewhere.
    directives.put("img-src", "'self' data: https:");
    directives.put("object-src", "'none'");
    directives.put("script-src", "'self'");
    directives.put("script-src-attr", "'none'");
    directives.put("style-src", "'self' 'unsafe-inline'");
    if (isEncrypted(config)) {
      // Without TLS at the address that browsers use, it would keep the portal from its own files.
      directives.put("upgrade-insecure-requests", "");
    }
    config
        .section("backend.csp")
        .ifPresent(section -> section.keys().forEach(key -> replace(directives, section, key)));
    StringBuilder policy = new StringBuilder();
    directives.forEach(
        (name, value) ->
            policy
                .append(policy.length() == 0 ? "" : ";")
                .append(name)
                .append(value.isEmpty() ? "" : " ")
                .append(value));
    return policy.toString();
  }

  private static void replace(Map<String, String> directives, Config section, String key) {
    Object value = section.value(key).orElse("");
    if (Boolean.FALSE.equals(value)) {
      directives.remove(key);
      return;
    }
    directives.put(key, String.join(" ", section.strings(key)));
  }
}
