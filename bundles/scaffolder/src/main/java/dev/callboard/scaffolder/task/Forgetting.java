package dev.callboard.scaffolder.task;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Takes back what a run did not do well, so that a retry does it again; checkpoints stay. */
final class Forgetting {
  private final Connection connection;
  private final String id;

  private Forgetting(Connection connection, String id) {
    this.connection = connection;
    this.id = id;
  }

  /** Forgets all from the first step that failed; in a template that it ran, from the one there. */
  static void failed(Connection connection, String id) throws SQLException {
    new Forgetting(connection, id).from("");
  }

  private void from(String scope) throws SQLException {
    for (JournalTable.Row row : JournalTable.steps(connection, id, scope)) {
      if (row.place().isWhole() && row.state() == StepState.FAILED) {
        from(row.place());
        return;
      }
    }
  }

  private void from(Place failed) throws SQLException {
    List<JournalTable.Row> rows = JournalTable.steps(connection, id, failed.scope());
    for (JournalTable.Row row : rows) {
      Place place = row.place();
      if (place.step() < failed.step()) {
        continue;
      }
      boolean again = place.step() == failed.step();
      if (again && !place.isWhole() && row.state() == StepState.COMPLETED) {
        continue;
      }
      Sql.update(
          connection,
          "DELETE FROM task_steps WHERE task_id = ? AND scope = ? AND step = ? AND turn = ?",
          id,
          place.scope(),
          place.step(),
          place.turn());
      // What people said no to, or did not answer, is asked again.
      Sql.update(
          connection,
          "DELETE FROM task_waits WHERE task_id = ? AND scope = ? AND step = ? AND turn = ?",
          id,
          place.scope(),
          place.step(),
          place.turn());
      if (again) {
        from(place.inside());
      } else {
        Sql.update(
            connection,
            "DELETE FROM task_steps WHERE task_id = ? AND scope LIKE ?",
            id,
            place.inside() + "%");
      }
    }
  }
}
