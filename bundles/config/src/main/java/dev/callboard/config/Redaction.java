package dev.callboard.config;

import dev.callboard.config.Node.ListNode;
import dev.callboard.config.Node.MapNode;
import dev.callboard.config.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes a copy of a configuration that can be shown: secrets are {@value #HIDDEN}. Secret is what
 * stands under a key with such a name, what came from the environment or from {@code $file}, a URL
 * with a password and a text that has a private key.
 */
final class Redaction {
  static final String HIDDEN = "***";

  private static final Pattern SECRET_TEXT =
      Pattern.compile(
          "(?s).*(://[^/@\\s]*:[^/@\\s]+@|(?i:password=)|-----BEGIN [A-Z ]*PRIVATE KEY).*");

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
    return secret(scalar, secret) ? HIDDEN : scalar.value();
  }

  private static boolean secret(Scalar scalar, boolean secretKey) {
    if (scalar.value() instanceof Boolean) {
      return false;
    }
    return secretKey || scalar.external() || SECRET_TEXT.matcher(scalar.text()).matches();
  }
}
