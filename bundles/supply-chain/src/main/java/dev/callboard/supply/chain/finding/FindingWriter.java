package dev.callboard.supply.chain.finding;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.store.Numbers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Collects what becomes of findings, and writes it at once. Not thread-safe. */
final class FindingWriter {
  private static final String UPDATE =
      "UPDATE finding SET "
          + Finding.COLUMNS.replaceFirst("id, ", "").replace(",", " = ?,")
          + " = ? WHERE id = ?";
  private static final String INSERT =
      "INSERT INTO finding ("
          + Finding.COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Connection connection;
  private final String actor;
  private final long now;
  private final List<Object[]> inserts = new ArrayList<>();
  private final List<Object[]> updates = new ArrayList<>();
  private final List<Object[]> deletes = new ArrayList<>();
  private final List<Object[]> aliases = new ArrayList<>();
  private final List<Object[]> gone = new ArrayList<>();
  private final List<Object[]> ended = new ArrayList<>();
  private final List<Object[]> history = new ArrayList<>();
  private final List<Object[]> alerts = new ArrayList<>();

  FindingWriter(Connection connection, String actor, long now) {
    this.connection = connection;
    this.actor = actor;
    this.now = now;
  }

  void insert(Finding finding) {
    inserts.add(finding.values());
    finding.aliases().forEach(alias -> aliases.add(new Object[] {finding.id(), alias}));
    history(finding, "", finding.reason());
  }

  void update(Finding before, Finding after) {
    Object[] values = after.values();
    Object[] rotated = new Object[values.length];
    System.arraycopy(values, 1, rotated, 0, values.length - 1);
    rotated[values.length - 1] = after.id();
    updates.add(rotated);
    if (!before.aliases().equals(after.aliases())) {
      gone.add(new Object[] {after.id()});
      after.aliases().forEach(alias -> aliases.add(new Object[] {after.id(), alias}));
    }
    boolean active = FindingState.ACTIVE.contains(after.state());
    if (before.state() != after.state()) {
      history(after, before.state().name(), after.reason());
    } else if (active && before.kev() != after.kev()) {
      history(
          after,
          before.state().name(),
          after.kev() ? "is known to be exploited" : "is no longer listed as exploited");
    } else if (active && before.severity() != after.severity()) {
      String was = before.severity().text();
      history(after, before.state().name(), "is " + after.severity().text() + ", was " + was);
    }
  }

  private void history(Finding after, String from, String reason) {
    history.add(new Object[] {null, after.id(), now, actor, from, after.state().name(), reason});
  }

  /** Makes a finding part of another one, which turned out to be the same. */
  void fold(long from, long into) throws SQLException {
    for (String table : List.of("decision", "finding_history")) {
      Sql.update(
          connection, "UPDATE " + table + " SET finding_id = ? WHERE finding_id = ?", into, from);
    }
    deletes.add(new Object[] {from});
    gone.add(new Object[] {from});
  }

  void alert(long id) {
    alerts.add(new Object[] {id, now});
  }

  void endDecisions(long id) {
    ended.add(new Object[] {now, id});
  }

  void flush() throws SQLException {
    Sql.batch(connection, "DELETE FROM finding WHERE id = ?", deletes);
    Sql.batch(connection, "DELETE FROM alert WHERE finding_id = ?", deletes);
    Sql.batch(connection, "DELETE FROM finding_alias WHERE finding_id = ?", gone);
    Sql.batch(connection, INSERT, inserts);
    Sql.batch(connection, UPDATE, updates);
    Sql.batch(connection, "INSERT INTO finding_alias (finding_id, alias) VALUES (?, ?)", aliases);
    Sql.batch(
        connection,
        "UPDATE decision SET ended_ms = ? WHERE finding_id = ? AND ended_ms IS NULL",
        ended);
    Sql.batch(
        connection,
        "INSERT INTO alert (finding_id, created_ms) VALUES (?, ?) ON CONFLICT DO NOTHING",
        alerts);
    if (history.isEmpty()) {
      return;
    }
    long next = Numbers.take(connection, history.size());
    for (Object[] row : history) {
      row[0] = next++;
    }
    Sql.batch(
        connection,
        "INSERT INTO finding_history (id, finding_id, at_ms, actor, from_state, to_state, reason)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        history);
  }
}
