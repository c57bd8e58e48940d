package dev.callboard.scorecards.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How an entity stands in a scorecard. Immutable.
 *
 * @param level that it has reached; empty for none
 * @param points the weights of checks that pass
 * @param possible the weights of checks that pass or fail; what is unknown does not count
 * @param owner where it belongs; may be empty, as the two that follow
 * @param from since when, in milliseconds
 * @param to until when; {@link Result#OPEN} when it still holds
 */
public record Score(
    String entityRef,
    String scorecard,
    String level,
    long points,
    long possible,
    int passed,
    int failed,
    int unknown,
    int waived,
    String title,
    String owner,
    String system,
    String domain,
    long from,
    long to) {
  static final String COLUMNS =
      "entity_ref, scorecard, level, points, possible, passed, failed, unknown, waived, title,"
          + " owner, system_ref, domain_ref, from_ms, to_ms";

  boolean saysAs(Score other) {
    return at(0).equals(other.at(0));
  }

  private Score at(long time) {
    return new Score(
        entityRef, scorecard, level, points, possible, passed, failed, unknown, waived, title,
        owner, system, domain, time, time);
  }

  /** Returns the share of points in percent, or -1 when nothing is known. */
  public int percent() {
    return possible == 0 ? -1 : (int) (points * 100 / possible);
  }

  static Score read(ResultSet row) throws SQLException {
    return new Score(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getInt(6),
        row.getInt(7),
        row.getInt(8),
        row.getInt(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        row.getString(13),
        row.getLong(14),
        row.getLong(15));
  }

  Object[] values() {
    return new Object[] {
      entityRef, scorecard, level, points, possible, passed, failed, unknown, waived, title, owner,
      system, domain, from, to
    };
  }
}
