package dev.callboard.integrations.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * One change of a repository, by one author.
 *
 * @param id of the commit, not null
 * @param at when it was committed, not null
 * @param name of the author, may be empty, not null
 * @param email of the author, may be empty, not null
 * @param files what it changed, not null
 * @since 1.3
 */
public record SourceCommit(String id, Instant at, String name, String email, List<Touched> files) {
  /** Refuses null and copies the list. */
  public SourceCommit {
    requireNonNull(id, "id is null");
    requireNonNull(at, "at is null");
    requireNonNull(name, "name is null");
    requireNonNull(email, "email is null");
    files = List.copyOf(files);
  }

  /**
   * A file that a commit changed, but did not remove.
   *
   * @param path where it is after the commit, not null
   * @param how what was done, not null
   * @param from where it was before when it was moved, otherwise empty, not null
   * @since 1.3
   */
  public record Touched(String path, How how, String from) {
    /** Refuses null. */
    public Touched {
      requireNonNull(path, "path is null");
      requireNonNull(how, "how is null");
      requireNonNull(from, "from is null");
    }
  }

  /**
   * What a commit does to a file.
   *
   * @since 1.3
   */
  public enum How {
    /** It was not there before. */
    ADDED,
    /** It was there, with other contents. */
    CHANGED,
    /** The same contents were elsewhere before. */
    MOVED
  }
}
