package dev.callboard.config;

import dev.callboard.config.Node.ListNode;
import dev.callboard.config.Node.MapNode;
import dev.callboard.config.Node.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds credentials that cannot be sent in a header: a line break in a token, as left by {@code
 * base64} or {@code echo}, would be refused by the HTTP client at every request, with the token in
 * the error.
 */
final class CredentialCheck {
  private static final Set<String> ENDINGS =
      Set.of("token", "secret", "password", "apikey", "authorization", "cookie");

  private CredentialCheck() {}

  static void check(String path, Node node, List<ConfigProblem> problems) {
    if (node instanceof MapNode map) {
      map.entries()
          .forEach((key, value) -> check(path.isEmpty() ? key : path + "." + key, value, problems));
    }
    if (node instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        check(path + "[" + i + "]", list.items().get(i), problems);
      }
    }
    if (node instanceof Scalar scalar && isHeaderValue(path) && unsendable(scalar.text())) {
      problems.add(
          ConfigProblem.at(
              scalar.origin(),
              "the value of "
                  + path
                  + " has a line break or another control character; remove it"));
    }
  }

  private static boolean isHeaderValue(String path) {
    String key = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String name = key.replaceAll("\\[[0-9]+]$", "").replace("-", "").replace("_", "");
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static boolean unsendable(String text) {
    return text.chars().anyMatch(c -> c < ' ' || c == 0x7f);
  }
}
