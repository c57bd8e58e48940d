package dev.callboard.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes out of a record what looks like a secret: what stands under a key such as {@code token},
 * and texts of a known form. The log cannot forget, so it must not learn.
 */
final class SecretFilter {
  static final String HIDDEN = "***";

  private static final Set<String> ENDINGS =
      Set.of(
          "token",
          "secret",
          "password",
          "passwd",
          "passphrase",
          "privatekey",
          "apikey",
          "accesskey",
          "secretkey",
          "credential",
          "credentials",
          "authorization",
          "cookie");

  /** Private keys, JSON web tokens, tokens of the source hosts, cloud keys, URLs with passwords. */
  private static final Pattern SECRET =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY"
              + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\."
              + "|\\b(ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{20,}|\\bgithub_pat_[A-Za-z0-9_]{20,}"
              + "|\\bglpat-[A-Za-z0-9_-]{16,}|\\bxox[abeprs]-[A-Za-z0-9-]{10,}"
              + "|\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"
              + "|(?i:\\bbearer)\\s+[A-Za-z0-9._~+/=-]{8,}"
              + "|://[^/@\\s:]*:[^/@\\s]+@");

  /** Each form but that of a bearer token has one of these, and they are quick to look for. */
  private static final List<String> MARKS =
      List.of(
          "PRIVATE KEY",
          "eyJ",
          "ghp_",
          "gho_",
          "ghu_",
          "ghs_",
          "ghr_",
          "github_pat_",
          "glpat-",
          "xox",
          "AKIA",
          "ASIA",
          "@");

  private static final String BEARER = "bearer";

  private SecretFilter() {}

  static Object clean(Object value) {
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof Collection<?> items) {
      return items.stream().map(SecretFilter::clean).toList();
    }
    return value instanceof CharSequence text && isSecret(text.toString()) ? HIDDEN : value;
  }

  private static boolean isSecret(String text) {
    boolean maybe = MARKS.stream().anyMatch(text::contains) || hasBearer(text);
    return maybe && SECRET.matcher(text).find();
  }

  private static boolean hasBearer(String text) {
    for (int i = 0; i <= text.length() - BEARER.length(); i++) {
      if (text.regionMatches(true, i, BEARER, 0, BEARER.length())) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, Object> object(Map<?, ?> map) {
    // A JSON Patch operation names the key in its path.
    boolean patch = map.get("path") instanceof String path && secretKey(path);
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          String name = key.toString();
          boolean secret = secretKey(name) || (patch && name.equals("value"));
          result.put(name, secret && value != null ? HIDDEN : clean(value));
        });
    return result;
  }

  private static boolean secretKey(String key) {
    String name =
        key.substring(key.lastIndexOf('/') + 1)
            .toLowerCase(Locale.ROOT)
            .replace("-", "")
            .replace("_", "");
    return ENDINGS.stream().anyMatch(name::endsWith);
  }
}
