package dev.callboard.catalog.location;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A location that entities are read from because somebody said so: in the configuration, on the
 * command line or by registering it.
 *
 * @param key who said so and what, unique among roots
 * @param type {@code url} or {@code file}
 * @param target a URL, or an absolute path of a file, of a directory or with wildcards
 * @param optional whether it may be missing
 * @param rules what may come from it, or empty for everything
 * @param tree the directory that files are read below, for files
 */
public record Root(
    String key,
    String type,
    String target,
    boolean optional,
    Optional<CatalogRules> rules,
    Optional<Path> tree) {
  /** Checks the arguments. */
  public Root {
    requireNonNull(key, "key is null");
    requireNonNull(type, "type is null");
    requireNonNull(target, "target is null");
    requireNonNull(rules, "rules is null");
    requireNonNull(tree, "tree is null");
  }

  /** Returns {@code <type>:<target>}. */
  public String ref() {
    return LocationRefs.ref(type, target);
  }

  /** Returns the root of a location that was registered. */
  public static Root registered(String id, String type, String target, CatalogRules rules) {
    return new Root("registered:" + id, type, target, false, Optional.of(rules), Optional.empty());
  }
}
