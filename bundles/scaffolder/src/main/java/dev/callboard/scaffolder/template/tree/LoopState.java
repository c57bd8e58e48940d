package dev.callboard.scaffolder.template.tree;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The object {@code loop} of a running loop. */
final class LoopState extends AbstractMap<String, Object> {
  private static final List<String> NAMES =
      List.of("index", "index0", "revindex", "revindex0", "first", "last", "length");

  private final Object length;
  private final double count;
  private int index;

  LoopState(Object length, double count) {
    this.length = length;
    this.count = count;
  }

  void turn(int current) {
    index = current;
  }

  @Override
  public Object get(Object key) {
    return switch (String.valueOf(key)) {
      case "index" -> index + 1;
      case "index0" -> index;
      case "revindex" -> count - index;
      case "revindex0" -> count - index - 1;
      case "first" -> index == 0;
      case "last" -> index == count - 1;
      case "length" -> length;
      default -> null;
    };
  }

  @Override
  public boolean containsKey(Object key) {
    return NAMES.contains(String.valueOf(key));
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    Map<String, Object> entries = new LinkedHashMap<>();
    NAMES.forEach(name -> entries.put(name, get(name)));
    return entries.entrySet();
  }

  // One loop is one object, whatever it counts.
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
