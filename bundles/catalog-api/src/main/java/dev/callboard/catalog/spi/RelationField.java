package dev.callboard.catalog.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A field of an entity that refers to others, and the relations that follow.
 *
 * @param path dotted, such as {@code spec.owner}; its value is a text or a list of texts
 * @param outgoing the relation from this entity to the other, such as {@code ownedBy}
 * @param incoming the relation back, such as {@code ownerOf}
 * @param defaultKind the kind of a reference that names none, or empty when it has to
 * @param inheritNamespace whether a reference without namespace is in the entity's own, rather than
 *     in {@code default}
 * @param allowedKinds the kinds that it may refer to, compared without regard to case; empty for
 *     every kind
 */
public record RelationField(
    String path,
    String outgoing,
    String incoming,
    Optional<String> defaultKind,
    boolean inheritNamespace,
    Set<String> allowedKinds) {
  /** Checks the arguments. */
  public RelationField {
    requireNonNull(path, "path is null");
    requireNonNull(outgoing, "outgoing is null");
    requireNonNull(incoming, "incoming is null");
    requireNonNull(defaultKind, "defaultKind is null");
    // in order, so that the same field always has the same text
    allowedKinds = Collections.unmodifiableSortedSet(new TreeSet<>(allowedKinds));
  }

  /** Creates a field that may refer to entities of every kind. */
  public RelationField(
      String path,
      String outgoing,
      String incoming,
      Optional<String> defaultKind,
      boolean inheritNamespace) {
    this(path, outgoing, incoming, defaultKind, inheritNamespace, Set.of());
  }
}
