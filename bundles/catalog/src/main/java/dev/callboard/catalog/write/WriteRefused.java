package dev.callboard.catalog.write;

import dev.callboard.catalog.model.Problem;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why something was not written. */
public final class WriteRefused extends PortalException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final transient Optional<String> etag;

  private WriteRefused(
      ErrorCode code, String message, List<Problem> problems, Optional<String> etag) {
    super(code, message);
    this.problems = List.copyOf(problems);
    this.etag = etag;
  }

  /** Returns a refusal with this code. */
  public static WriteRefused of(ErrorCode code, String message) {
    return new WriteRefused(code, message, List.of(), Optional.empty());
  }

  /** Returns a refusal of what cannot be read. */
  public static WriteRefused input(String message) {
    return of(ErrorCode.INPUT, message);
  }

  /** Returns a refusal because of everything that is wrong with an entity. */
  public static WriteRefused invalid(String ref, List<Problem> problems) {
    String all = problems.stream().map(Problem::message).collect(Collectors.joining("; "));
    return new WriteRefused(
        ErrorCode.INPUT, "The entity " + ref + " is not valid: " + all, problems, Optional.empty());
  }

  /** Returns a refusal because another version is there. */
  static WriteRefused precondition(String message, Optional<String> etag) {
    return new WriteRefused(ErrorCode.PRECONDITION_FAILED, message, List.of(), etag);
  }

  /** Returns what is wrong with the entity, by JSON pointer; empty when that is not why. */
  public List<Problem> problems() {
    return problems;
  }

  /** Returns the etag that the entity has, when that is why. */
  public Optional<String> etag() {
    return etag;
  }
}
