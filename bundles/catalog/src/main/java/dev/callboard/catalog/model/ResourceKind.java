package dev.callboard.catalog.model;

import dev.callboard.catalog.spi.KindDefinition;
import dev.callboard.catalog.spi.RelationField;
import java.util.List;
import java.util.Set;

/**
 * A kind whose schema is a file of this bundle.
 *
 * @param kind its name
 * @param apiVersions the versions
 * @param specTypes the values of {@code spec.type}, empty for all others
 * @param file the file of the schema
 * @param relationFields the fields that refer to others
 */
record ResourceKind(
    String kind,
    Set<String> apiVersions,
    Set<String> specTypes,
    String file,
    List<RelationField> relationFields)
    implements KindDefinition {
  @Override
  public String schema() {
    return SchemaSet.resource(file);
  }
}
