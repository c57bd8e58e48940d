package dev.callboard.config;

import dev.callboard.config.Node.ListNode;
import dev.callboard.config.Node.MapNode;
import dev.callboard.config.Node.Scalar;
import dev.callboard.platform.config.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a copy of a configuration that can be shown: secrets are {@value Secrets#HIDDEN}. Secret is
 * what stands under a key with such a name, what came from the environment or from {@code $file}, a
 * URL with credentials, and a text that has a private key or a token of a known form.
 */
final class Redaction {
  private Redaction() {}

  static Object of(Node node) {
    return of(node, false);
  }

  private static Object of(Node node, boolean secret) {
    if (node instanceof MapNode map) {
      Map<String, Object> result = new LinkedHashMap<>();
      map.entries()
          .forEach((key, value) -> result.put(key, of(value, secret || Secrets.isName(key))));
      return result;
    }
    if (node instanceof ListNode list) {
      return list.items().stream().map(item -> of(item, secret)).toList();
    }
    Scalar scalar = (Scalar) node;
    return reason(scalar, secret).isPresent() ? Secrets.HIDDEN : scalar.value();
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
    return Secrets.areIn(scalar.text())
        ? Optional.of("It looks like a key, a token or an address with credentials.")
        : Optional.empty();
  }
}
