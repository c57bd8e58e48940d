package dev.callboard.supply.chain.finding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * What somebody decided about a finding.
 *
 * @param id its number
 * @param findingId about which
 * @param state what the finding is from then on
 * @param reason in words
 * @param justification a code, as in VEX; may be empty
 * @param author who
 * @param createdMillis when
 * @param expiresMillis until when, or empty for good
 * @param endedMillis since when it no longer holds, or empty
 * @param awaiting whether it does not hold yet, because a second person has to agree
 * @param approver who agreed, or empty
 */
public record Decision(
    long id,
    long findingId,
    FindingState state,
    String reason,
    String justification,
    String author,
    long createdMillis,
    OptionalLong expiresMillis,
    OptionalLong endedMillis,
    boolean awaiting,
    String approver) {
  static final String COLUMNS =
      "id, finding_id, state, reason, justification, author, created_ms, expires_ms, ended_ms,"
          + " awaiting, approver";

  static Decision read(ResultSet row) throws SQLException {
    return new Decision(
        row.getLong(1),
        row.getLong(2),
        FindingState.valueOf(row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        millis(row, 8),
        millis(row, 9),
        row.getInt(10) == 1,
        row.getString(11));
  }

  private static OptionalLong millis(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
