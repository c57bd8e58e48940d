package dev.callboard.catalog.ingest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.store.SourceRead;
import java.util.List;

/**
 * An entity that was written through the API, processed.
 *
 * @param ref the canonical reference
 * @param problems everything that is wrong with it, empty when it may be stored
 * @param read what is to be stored; null when there are problems
 */
public record WrittenEntity(String ref, List<Problem> problems, SourceRead read) {
  /** Checks the arguments. */
  public WrittenEntity {
    requireNonNull(ref, "ref is null");
    problems = List.copyOf(problems);
  }
}
