package dev.callboard.catalog.store;

import static java.util.Objects.requireNonNull;

/**
 * The document of an entity that was written through the API.
 *
 * @param ref the canonical reference
 * @param document as it was written, as JSON text
 */
public record WrittenDocument(String ref, String document) {
  /** Checks the arguments. */
  public WrittenDocument {
    requireNonNull(ref, "ref is null");
    requireNonNull(document, "document is null");
  }
}
