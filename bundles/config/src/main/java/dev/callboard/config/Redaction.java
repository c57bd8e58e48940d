package dev.callboard.config;

import dev.callboard.config.Node.ListNode;
import dev.callboard.config.Node.MapNode;
import dev.callboard.config.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes a copy of a configuration that can be shown: secrets are {@value #HIDDEN}. Secret is what
 * stands under a key with such a name, what came from the environment or from {@code $file}, a URL
 * with credentials, and a text that has a private key or a token of a known form.
 */
final class Redaction {
  static final String HIDDEN = "***";

  private static final Pattern SECRET_TEXT =
      Pattern.compile(
          "(?s).*(://(?!git@)[^/@\\s]+@"
              + "|(?i:[?&;#][\\w-]*(token|secret|password|key|sig|signature|code)=)"
              + "|(?i:password=)"
              + "|-----BEGIN [A-Z ]*PRIVATE KEY"
              + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\."
              + "|\\b(gh[opusr]_|github_pat_|glpat-)[A-Za-z0-9_-]{16,}"
              + "|\\bxox[abeprs]-[A-Za-z0-9-]{10,}|\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"
              + "|(?i:\\b(bearer|basic)\\s)\\s*[A-Za-z0-9._~+/=-]{8,}"
              + "|hooks\\.slack\\.com/services/).*");

  private Redaction() {}

  static Object of(Node node) {
    return of(node, false);
  }

  private static Object of(Node node, boolean secret) {
    if (node instanceof MapNode map) {
      Map<String, Object> result = new LinkedHashMap<>();
      map.entries()
          .forEach((key, value) -> result.put(key, of(value, secret || SecretKeys.isSecret(key))));
      return result;
    }
    if (node instanceof ListNode list) {
      return list.items().stream().map(item -> of(item, secret)).toList();
    }
    Scalar scalar = (Scalar) node;
    return reason(scalar, secret).isPresent() ? HIDDEN : scalar.value();
  }

  /** Tells why a value is not shown; empty when it may be. */
  static Optional<String> reason(Scalar scalar, boolean secretKey) {
    if (scalar.value() instanceof Boolean) {
      return Optional.empty();
    }
    if (secretKey) {
      return Optional.of("Keys with such a name hold secrets.");
    }
    if (scalar.external()) {
      return Optional.of("It comes from the environment or from a file of its own.");
    }
    return SECRET_TEXT.matcher(scalar.text()).matches()
        ? Optional.of("It looks like a key, a token or an address with credentials.")
        : Optional.empty();
  }
}
