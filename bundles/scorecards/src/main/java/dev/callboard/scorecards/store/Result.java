package dev.callboard.scorecards.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a check came to for an entity. Immutable.
 *
 * @param message why, for people; empty where all is well
 * @param evidence an address where one can look; may be empty
 * @param waiver the id of the exemption that lets a failure pass; may be empty
 * @param from since when, in milliseconds
 * @param to until when; {@link #OPEN} when it still holds
 */
public record Result(
    String entityRef,
    String check,
    Outcome outcome,
    String message,
    String evidence,
    String waiver,
    long from,
    long to) {
  /** The end of what still holds. */
  public static final long OPEN = Long.MAX_VALUE;

  static final String COLUMNS =
      "entity_ref, check_id, outcome, message, evidence, waiver_id, from_ms, to_ms";

  /** Returns whether it lets an entity have its level. */
  public boolean isMet() {
    return outcome == Outcome.PASS || outcome == Outcome.NA || !waiver.isEmpty();
  }

  boolean saysAs(Result other) {
    return outcome == other.outcome
        && message.equals(other.message)
        && evidence.equals(other.evidence)
        && waiver.equals(other.waiver);
  }

  static Result read(ResultSet row) throws SQLException {
    return new Result(
        row.getString(1),
        row.getString(2),
        Outcome.valueOf(row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        row.getLong(8));
  }

  Object[] values() {
    return new Object[] {entityRef, check, outcome.name(), message, evidence, waiver, from, to};
  }
}
