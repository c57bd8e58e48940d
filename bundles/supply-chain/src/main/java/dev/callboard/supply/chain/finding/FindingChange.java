package dev.callboard.supply.chain.finding;

import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of the history of a finding. Their numbers ascend in the order in which they are
 * committed.
 *
 * @param id its number
 * @param finding as it is now
 * @param atMillis when
 * @param actor who caused it
 * @param from the name of the state before; empty for a new finding
 * @param to the name of the state after
 * @param reason why
 */
public record FindingChange(
    long id, Finding finding, long atMillis, String actor, String from, String to, String reason) {
  private record Line(
      long id, long finding, long at, String actor, String from, String to, String reason) {}

  /**
   * Some changes.
   *
   * @param changes in their order, without those of findings that are gone
   * @param position the number of the last, or the one that was asked for
   * @param more whether there may be more
   */
  public record Page(List<FindingChange> changes, long position, boolean more) {}

  /** Returns opened, closed or changed. */
  public String type() {
    boolean was = !from.isEmpty() && FindingState.ACTIVE.contains(FindingState.valueOf(from));
    boolean is = FindingState.ACTIVE.contains(FindingState.valueOf(to));
    return is == was ? "changed" : is ? "opened" : "closed";
  }

  /** Returns the number of the last change, 0 when there is none. */
  public static long last(Connection c) throws SQLException {
    return Sql.number(c, "SELECT coalesce(max(id), 0) FROM finding_history");
  }

  /** Returns the changes after one. */
  public static Page after(Connection c, long position, int limit) throws SQLException {
    List<Line> lines =
        Sql.list(
            c,
            row ->
                new Line(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7)),
            "SELECT id, finding_id, at_ms, actor, from_state, to_state, reason"
                + " FROM finding_history WHERE id > ? ORDER BY id LIMIT ?",
            position,
            limit);
    Map<Long, Finding> findings = new HashMap<>();
    Sql.eachIn(
        c,
        Finding::read,
        each -> findings.put(each.id(), each),
        "SELECT " + Finding.COLUMNS + " FROM finding WHERE id IN (??)",
        lines.stream().map(Line::finding).distinct().toList());
    List<FindingChange> changes = new ArrayList<>();
    for (Line each : lines) {
      Finding finding = findings.get(each.finding());
      if (finding != null) {
        changes.add(
            new FindingChange(
                each.id(),
                finding,
                each.at(),
                each.actor(),
                each.from(),
                each.to(),
                each.reason()));
      }
    }
    long last = lines.isEmpty() ? position : lines.get(lines.size() - 1).id();
    return new Page(changes, last, lines.size() == limit);
  }
}
