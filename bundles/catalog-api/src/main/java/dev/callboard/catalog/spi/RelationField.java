package dev.callboard.catalog.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A field of an entity that refers to others, and the relations that follow.
 *
 * @param path dotted, such as {@code spec.owner}; its value is a text or a list of texts
 * @param outgoing the relation from this entity to the other, such as {@code ownedBy}
 * @param incoming the relation back, such as {@code ownerOf}
 * @param defaultKind the kind of a reference that names none, or empty when it has to
 * @param inheritNamespace whether a reference without namespace is in the entity's own, rather than
 *     in {@code default}
 */
public record RelationField(
    String path,
    String outgoing,
    String incoming,
    Optional<String> defaultKind,
    boolean inheritNamespace) {
  /** Checks the arguments. */
  public RelationField {
    requireNonNull(path, "path is null");
    requireNonNull(outgoing, "outgoing is null");
    requireNonNull(incoming, "incoming is null");
    requireNonNull(defaultKind, "defaultKind is null");
  }
}
