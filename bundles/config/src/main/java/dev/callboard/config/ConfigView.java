package dev.callboard.config;

import dev.callboard.config.Node.ListNode;
import dev.callboard.config.Node.MapNode;
import dev.callboard.config.Node.Scalar;
import dev.callboard.platform.config.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lists the values that hold, for people who run the server: each with where it comes from. A value
 * is shown only when the reference declares its key, and when nothing about it looks like a secret.
 */
final class ConfigView {
  /** Long, of one piece, with digits: made by a machine. */
  private static final Pattern RANDOM =
      Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+_=-]{24,}");

  private final KeyReference reference;
  private final Set<String> restartPaths;
  private final Set<String> waiting;
  private final List<Map<String, Object>> entries = new ArrayList<>();

  /**
   * Creates it.
   *
   * @param restartPaths keys that are read only at the start, with all below them
   * @param waiting those of them that have changed since
   */
  ConfigView(KeyReference reference, Set<String> restartPaths, Set<String> waiting) {
    this.reference = reference;
    this.restartPaths = restartPaths;
    this.waiting = waiting;
  }

  List<Map<String, Object>> of(MapNode root) {
    entries.clear();
    walk("", List.of(), root, false);
    return List.copyOf(entries);
  }

  private void walk(String name, List<String> path, Node node, boolean secret) {
    if (node instanceof MapNode map && !map.entries().isEmpty()) {
      map.entries()
          .forEach(
              (key, value) ->
                  walk(
                      name.isEmpty() ? key : name + "." + key,
                      with(path, key),
                      value,
                      secret || Secrets.isName(key)));
      return;
    }
    if (node instanceof ListNode list && !list.items().isEmpty()) {
      for (int i = 0; i < list.items().size(); i++) {
        walk(name + "[" + i + "]", with(path, KeyPath.ITEM), list.items().get(i), secret);
      }
      return;
    }
    if (!node.isNull() && !path.isEmpty()) {
      entries.add(entry(name, new KeyPath(path), node, secret));
    }
  }

  private static List<String> with(List<String> path, String part) {
    List<String> longer = new ArrayList<>(path);
    longer.add(part);
    return longer;
  }

  private Map<String, Object> entry(String name, KeyPath path, Node node, boolean secret) {
    Optional<KeyReference.Key> key = reference.of(path);
    Optional<String> hidden =
        node instanceof Scalar scalar ? reason(scalar, path, secret) : Optional.empty();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("key", name);
    entry.put("value", hidden.isPresent() ? Secrets.HIDDEN : node.plain());
    entry.put("hidden", hidden.orElse(null));
    entry.put("origin", node.origin().label());
    entry.put("originKind", kind(node.origin()));
    entry.put("known", key.isPresent());
    boolean restart =
        key.filter(KeyReference.Key::restart).isPresent() || below(restartPaths, name);
    entry.put("restart", restart);
    entry.put("waitsForRestart", below(waiting, name));
    entry.put("reference", key.map(KeyReference.Key::key).orElse(null));
    entry.put("meaning", key.map(KeyReference.Key::meaning).orElse(null));
    entry.put("default", key.map(KeyReference.Key::standard).orElse(null));
    entry.put(
        "warning",
        node instanceof Scalar ? warning(key).orElse(null) : deprecation(key).orElse(null));
    return entry;
  }

  private Optional<String> reason(Scalar scalar, KeyPath path, boolean secret) {
    Optional<String> reason = Redaction.reason(scalar, secret);
    if (reason.isPresent() || scalar.value() instanceof Boolean) {
      return reason;
    }
    if (RANDOM.matcher(scalar.text()).matches()) {
      return Optional.of("It looks like a key or a token.");
    }
    return reference.isDeclared(path)
        ? Optional.empty()
        : Optional.of("The reference does not say that this key is safe to show.");
  }

  private static Optional<String> warning(Optional<KeyReference.Key> key) {
    if (key.isEmpty()) {
      return Optional.of(
          "The server does not read this key; a plugin may. If none does, it has no effect.");
    }
    return deprecation(key);
  }

  private static Optional<String> deprecation(Optional<KeyReference.Key> key) {
    return key.filter(KeyReference.Key::isDeprecated)
        .map(old -> "This key is the older way: " + old.meaning() + ".");
  }

  private static String kind(Origin origin) {
    if (origin.source().startsWith("environment")) {
      return "environment";
    }
    return origin.source().startsWith("option ") ? "option" : "file";
  }

  private static boolean below(Set<String> paths, String name) {
    return paths.stream()
        .anyMatch(
            path ->
                name.equals(path) || name.startsWith(path + ".") || name.startsWith(path + "["));
  }
}
