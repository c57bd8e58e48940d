package dev.callboard.config;

import dev.callboard.config.Node.ListNode;
import dev.callboard.config.Node.MapNode;
import dev.callboard.config.Node.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the substitutions and includes of a file: {@code ${VAR}} in texts, and objects whose only
 * key is {@code $env}, {@code $file} or {@code $include}.
 */
final class Transformer {
  static final int MAX_INCLUDES = 16;

  /** Other keys with a dollar sign are ordinary: predicates such as {@code $not} are written so. */
  private static final Set<String> INCLUDES = Set.of("$env", "$file", "$include");

  private final FileAccess files;
  private final Substitution substitution;
  private int nodes;

  Transformer(FileAccess files, Substitution substitution) {
    this.files = files;
    this.substitution = substitution;
  }

  /**
   * Transforms the tree of a file.
   *
   * @param file the file, to which includes are relative
   * @return the tree, or empty when its value does not exist
   */
  Optional<Node> apply(Node node, Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return apply(node, new Scope(absolute, List.of(absolute + "#")));
  }

  private Optional<Node> apply(Node node, Scope scope) {
    if (++nodes > TreeReader.MAX_NODES) {
      throw ConfigException.at(
          node.origin(), "more than " + TreeReader.MAX_NODES + " values with all includes");
    }
    if (node instanceof MapNode map) {
      return map(map, scope);
    }
    if (node instanceof ListNode list) {
      List<Node> items = new ArrayList<>();
      list.items().forEach(item -> apply(item, scope).ifPresent(items::add));
      return Optional.of(new ListNode(items, list.origin()));
    }
    return text((Scalar) node);
  }

  private Optional<Node> text(Scalar scalar) {
    if (!(scalar.value() instanceof String text) || !substitution.applies(text)) {
      return Optional.of(scalar);
    }
    return substitution
        .apply(text)
        .map(value -> new Scalar(value, value, substitution.reads(text), scalar.origin()));
  }

  private Optional<Node> map(MapNode map, Scope scope) {
    Optional<String> include =
        map.entries().keySet().stream().filter(INCLUDES::contains).findFirst();
    if (include.isPresent()) {
      return include(include.get(), map, scope);
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    map.entries()
        .forEach((key, value) -> apply(value, scope).ifPresent(node -> entries.put(key, node)));
    return Optional.of(new MapNode(entries, map.origin()));
  }

  private Optional<Node> include(String key, MapNode map, Scope scope) {
    Node argument = map.entries().get(key);
    Origin at = argument.origin();
    if (map.entries().size() > 1) {
      throw ConfigException.at(at, key + " must be the only key of its object");
    }
    if (!(argument instanceof Scalar scalar) || !(scalar.value() instanceof String raw)) {
      throw ConfigException.at(at, key + " must be a text");
    }
    String value =
        substitution
            .apply(raw)
            .orElseThrow(
                () -> ConfigException.at(at, key + " names a variable that is not defined"));
    return switch (key) {
      case "$env" -> substitution.environment(value).map(text -> external(text, at));
      case "$file" ->
          Optional.of(external(files.read(scope.resolve(value), at).stripTrailing(), at));
      default -> tree(value, at, scope);
    };
  }

  private static Node external(String text, Origin at) {
    return new Scalar(text, text, true, at);
  }

  private Optional<Node> tree(String reference, Origin at, Scope scope) {
    int hash = reference.indexOf('#');
    String path = hash < 0 ? reference : reference.substring(0, hash);
    String inside = hash < 0 ? "" : reference.substring(hash + 1);
    if (!path.matches(".*\\.(json|ya?ml)")) {
      throw ConfigException.at(at, "$include reads files that end in .json, .yaml or .yml");
    }
    Path file = scope.resolve(path);
    Scope inner = scope.enter(file, file + "#" + inside, at);
    Node root = TreeReader.read(file.toString(), files.read(file, at));
    return select(root, inside, at).flatMap(node -> apply(node, inner));
  }

  private static Optional<Node> select(Node root, String inside, Origin at) {
    Node node = root;
    for (String part : inside.isEmpty() ? new String[0] : inside.split("\\.")) {
      if (!(node instanceof MapNode map)) {
        throw ConfigException.at(at, "'" + inside + "' leads through a value that is no object");
      }
      node = map.entries().get(part);
      if (node == null) {
        return Optional.empty();
      }
    }
    return Optional.of(node);
  }

  /** The file whose tree is being transformed, and the includes that led to it. */
  private record Scope(Path file, List<String> trail) {
    Path resolve(String path) {
      return file.resolveSibling(path).normalize();
    }

    Scope enter(Path next, String name, Origin at) {
      if (trail.contains(name)) {
        throw ConfigException.at(at, "$include goes round in a circle");
      }
      if (trail.size() > MAX_INCLUDES) {
        throw ConfigException.at(at, "$include is nested deeper than " + MAX_INCLUDES);
      }
      List<String> longer = new ArrayList<>(trail);
      longer.add(name);
      return new Scope(next, longer);
    }
  }
}
