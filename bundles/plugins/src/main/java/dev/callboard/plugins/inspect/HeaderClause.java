package dev.callboard.plugins.inspect;

import java.util.List;
import java.util.Map;

/**
 * One clause of a manifest header: {@code path;path;attribute=value;directive:=value}.
 *
 * @param paths the parts without a sign, one at least
 * @param attributes what is assigned by {@code =}; a type such as {@code :Version} is left out
 * @param directives what is assigned by {@code :=}
 */
public record HeaderClause(
    List<String> paths, Map<String, String> attributes, Map<String, String> directives) {
  /** Copies the collections. */
  public HeaderClause {
    paths = List.copyOf(paths);
    attributes = Map.copyOf(attributes);
    directives = Map.copyOf(directives);
  }
}
