package dev.callboard.permission.role;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * What some callers may do.
 *
 * @param name unique within its source
 * @param source where it comes from
 * @param etag changes whenever the role does
 * @param members whose role it is
 * @param grants what it gives and takes
 * @param json the role as it was written, as JSON values
 */
public record Role(
    String name,
    Source source,
    String etag,
    Members members,
    List<Grant> grants,
    Map<String, Object> json) {
  /** Where a role comes from. */
  public enum Source {
    /** The file that {@code permission.policy.file} names. */
    FILE,
    /** The database, written over REST. */
    DATABASE
  }

  /** Checks the arguments. */
  public Role {
    requireNonNull(name, "name is null");
    requireNonNull(source, "source is null");
    grants = List.copyOf(grants);
  }
}
