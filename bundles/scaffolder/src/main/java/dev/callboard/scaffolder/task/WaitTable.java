package dev.callboard.scaffolder.task;

import dev.callboard.scaffolder.json.JsonText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of waits and of who is asked. */
final class WaitTable {
  private WaitTable() {}

  static Optional<Wait> find(Connection connection, String id, Place place, String name)
      throws SQLException {
    return Sql.list(
            connection,
            row ->
                new Wait(
                    name,
                    row.getLong(1),
                    Optional.ofNullable(row.getString(2)).map(JsonText::object)),
            "SELECT until_at, answer FROM task_waits WHERE task_id = ? AND scope = ? AND step = ?"
                + " AND turn = ? AND name = ?",
            id,
            place.scope(),
            place.step(),
            place.turn(),
            name)
        .stream()
        .findFirst();
  }

  /** Puts a task aside; the row of the task is the caller's to change first. */
  static void begin(Connection connection, String id, Wait.Request wait) throws SQLException {
    Place place = wait.place();
    Sql.update(connection, "DELETE FROM task_waits WHERE task_id = ? AND answer IS NULL", id);
    Sql.update(
        connection,
        "INSERT INTO task_waits (task_id, scope, step, turn, name, until_at) VALUES (?, ?, ?, ?, ?,"
            + " ?)",
        id,
        place.scope(),
        place.step(),
        place.turn(),
        wait.name(),
        wait.until());
    // It was called, but only to say that it waits.
    Sql.update(
        connection,
        "UPDATE task_steps SET input_digest = NULL WHERE task_id = ? AND state = ?",
        id,
        StepState.PROCESSING.text());
    for (String approver : new LinkedHashSet<>(wait.approvers())) {
      Sql.update(
          connection,
          "DELETE FROM task_approvers WHERE task_id = ? AND approver = ?",
          id,
          approver);
      Sql.update(
          connection,
          "INSERT INTO task_approvers (task_id, approver, requester, own, asked) VALUES (?, ?, ?,"
              + " ?, 1)",
          id,
          approver,
          wait.requester(),
          wait.byInitiator() ? 1 : 0);
    }
  }

  /** Lets a task that waits go on: any worker can take it, and sees that it waited. */
  static void end(Connection connection, String id, Map<String, Object> answer)
      throws SQLException {
    close(connection, id, answer);
    Sql.update(connection, "UPDATE tasks SET status = 'open', wake_at = NULL WHERE id = ?", id);
  }

  /** Ends a wait, whatever becomes of the task. */
  static void close(Connection connection, String id, Map<String, Object> answer)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE task_waits SET answer = ? WHERE task_id = ? AND answer IS NULL",
        JsonText.write(answer),
        id);
    Sql.update(connection, "UPDATE task_approvers SET asked = 0 WHERE task_id = ?", id);
  }

  /** Returns the tasks whose wait is over. */
  static List<String> due(Connection connection, long now) throws SQLException {
    return Sql.list(
        connection,
        row -> row.getString(1),
        "SELECT id FROM tasks WHERE wake_at <= ? AND status = 'waiting' ORDER BY wake_at LIMIT 500",
        now);
  }
}
