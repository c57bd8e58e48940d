package dev.callboard.catalog.spi;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** A service that defines a kind of entity as data. Asked once when it appears; must not block. */
@ConsumerType
public interface KindDefinition {
  /** Returns the name of the kind, such as {@code Component}. */
  String kind();

  /** Returns the versions that this definition speaks of, such as {@code backstage.io/v1alpha1}. */
  Set<String> apiVersions();

  /**
   * Returns the values of {@code spec.type} that this definition is for; empty for all that no
   * other definition of the kind claims.
   */
  default Set<String> specTypes() {
    return Set.of();
  }

  /**
   * Returns the JSON Schema (draft-07 or 2020-12) of the whole entity, as text. The references
   * {@code Entity}, {@code EntityMeta} and {@code common#/definitions/…} are resolved by the
   * catalog.
   */
  String schema();

  /** Returns which fields hold references to other entities. */
  List<RelationField> relationFields();
}
