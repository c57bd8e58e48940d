package dev.callboard.config;

import dev.callboard.config.Node.ListNode;
import dev.callboard.config.Node.MapNode;
import dev.callboard.config.Node.Scalar;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A section of the merged tree. */
final class TreeConfig implements Config {
  private static final Set<String> YES = Set.of("true", "yes", "y", "on");
  private static final Set<String> NO = Set.of("false", "no", "n", "off");

  private final MapNode root;
  private final String prefix;

  TreeConfig(MapNode root) {
    this(root, "");
  }

  private TreeConfig(MapNode root, String prefix) {
    this.root = root;
    this.prefix = prefix;
  }

  MapNode tree() {
    return root;
  }

  @Override
  public boolean has(String path) {
    return find(path).isPresent();
  }

  @Override
  public Set<String> keys() {
    return root.entries().keySet();
  }

  @Override
  public Optional<Config> section(String path) {
    return find(path).map(node -> section(path, node));
  }

  @Override
  public List<Config> sections(String path) {
    Optional<Node> node = find(path);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof ListNode list)) {
      throw wrong(path, node.get(), "a list of objects");
    }
    List<Config> result = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      result.add(section(path + "[" + i + "]", list.items().get(i)));
    }
    return List.copyOf(result);
  }

  private Config section(String path, Node node) {
    if (!(node instanceof MapNode map)) {
      throw wrong(path, node, "an object");
    }
    return new TreeConfig(map, full(path) + ".");
  }

  @Override
  public Optional<String> string(String path) {
    return find(path).map(node -> text(path, node));
  }

  @Override
  public List<String> strings(String path) {
    Optional<Node> node = find(path);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof ListNode list)) {
      return List.of(text(path, node.get()));
    }
    List<String> result = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      result.add(text(path + "[" + i + "]", list.items().get(i)));
    }
    return List.copyOf(result);
  }

  private String text(String path, Node node) {
    if (!(node instanceof Scalar scalar)) {
      throw wrong(path, node, "a text");
    }
    return scalar.text();
  }

  @Override
  public Optional<Long> number(String path) {
    return scalar(path, "a whole number", TreeConfig::whole);
  }

  private static Optional<Long> whole(Scalar scalar) {
    if (scalar.value() instanceof Long number) {
      return Optional.of(number);
    }
    if (scalar.value() instanceof Double number && number == Math.rint(number)) {
      return Math.abs(number) < 1L << 53 ? Optional.of(number.longValue()) : Optional.empty();
    }
    return scalar.value() instanceof String text && text.trim().matches("[-+]?[0-9]{1,18}")
        ? Optional.of(Long.valueOf(text.trim()))
        : Optional.empty();
  }

  @Override
  public Optional<Boolean> bool(String path) {
    return scalar(path, "true or false", TreeConfig::truth);
  }

  private static Optional<Boolean> truth(Scalar scalar) {
    if (scalar.value() instanceof Boolean value) {
      return Optional.of(value);
    }
    String text = scalar.text().trim().toLowerCase(Locale.ROOT);
    if (YES.contains(text)) {
      return Optional.of(true);
    }
    return NO.contains(text) ? Optional.of(false) : Optional.empty();
  }

  @Override
  public Optional<Duration> duration(String path) {
    return converted(path, "a time span such as 10s, PT5M or {minutes: 5}", TimeSpans::parse);
  }

  @Override
  public Optional<Long> bytes(String path) {
    return scalar(
        path, "a size in bytes such as 1048576 or 1MiB", scalar -> ByteSizes.parse(scalar.text()));
  }

  @Override
  public Optional<Object> value(String path) {
    return find(path).map(Node::plain);
  }

  @Override
  public Optional<String> origin(String path) {
    return find(path).map(node -> node.origin().label());
  }

  /** Two configurations are equal when their values are, wherever they come from. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TreeConfig config && root.plain().equals(config.root.plain());
  }

  @Override
  public int hashCode() {
    return root.plain().hashCode();
  }

  /** Tells the keys only. */
  @Override
  public String toString() {
    return "Config" + keys();
  }

  private <T> Optional<T> scalar(String path, String what, Function<Scalar, Optional<T>> convert) {
    return converted(
        path, what, node -> node instanceof Scalar value ? convert.apply(value) : Optional.empty());
  }

  private <T> Optional<T> converted(String path, String what, Function<Node, Optional<T>> convert) {
    return find(path).map(node -> convert.apply(node).orElseThrow(() -> wrong(path, node, what)));
  }

  private Optional<Node> find(String path) {
    Node node = root;
    for (String key : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
      node = node instanceof MapNode map ? map.entries().get(key) : null;
    }
    return Optional.ofNullable(node).filter(found -> !found.isNull());
  }

  private String full(String path) {
    return prefix + path;
  }

  /** Never shows the value: it could be a secret in the wrong place. */
  private PortalException wrong(String path, Node node, String expected) {
    return PortalException.input(
        "The configuration key "
            + full(path)
            + " in "
            + node.origin().label()
            + " must be "
            + expected);
  }
}
