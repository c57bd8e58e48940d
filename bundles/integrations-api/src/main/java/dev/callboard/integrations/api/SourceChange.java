package dev.callboard.integrations.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * When and by whom a file was changed last.
 *
 * @param at when the change was committed, not null
 * @param by the name of its author, may be empty, not null
 * @param commit the id of the commit, not null
 */
public record SourceChange(Instant at, String by, String commit) {
  /** Refuses null. */
  public SourceChange {
    requireNonNull(at, "at is null");
    requireNonNull(by, "by is null");
    requireNonNull(commit, "commit is null");
  }
}
