package dev.callboard.catalog.rest.graph;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.rest.entities.QueryParameters;
import dev.callboard.platform.error.PortalException;

/** Reads what the requests for walks have in common. */
final class GraphRequest {
  private GraphRequest() {}

  /** Returns the canonical reference that a parameter gives. */
  static String ref(QueryParameters parameters, String name) {
    String text = parameters.text(name);
    if (text == null) {
      throw PortalException.input("request/query must have required property '" + name + "'");
    }
    return EntityRef.parse(text).toString();
  }

  /** Returns a number from 1 to a limit. */
  static int number(QueryParameters parameters, String name, int otherwise, int max) {
    Integer number = parameters.count(name);
    if (number == null) {
      return otherwise;
    }
    if (number < 1 || number > max) {
      throw PortalException.input("request/query/" + name + " must be from 1 to " + max);
    }
    return number;
  }

  /** Returns an entity; one that the caller may not read is as if it did not exist. */
  static EntityHandle start(String ref, Snapshot snapshot, EntityFilter permitted) {
    return snapshot
        .byRef(ref)
        .filter(entity -> CatalogReader.visible(entity, permitted))
        .orElseThrow(() -> PortalException.notFound("No such entity " + ref));
  }
}
