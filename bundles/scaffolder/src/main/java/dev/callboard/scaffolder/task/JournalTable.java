package dev.callboard.scaffolder.task;

import dev.callboard.scaffolder.json.JsonText;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The tables of steps, checkpoints and kept files. */
final class JournalTable {
  private static final String AT = " WHERE task_id = ? AND scope = ? AND step = ? AND turn = ?";

  private JournalTable() {}

  /**
   * A row of a step.
   *
   * @param place which step or turn
   * @param state where it is
   * @param called whether its action was called
   * @param output as JSON; null before the end
   * @param secrets sealed; null when there are none, or none any more
   * @param secretNames as JSON; null when there were none
   * @param error as JSON; null without one
   */
  record Row(
      Place place,
      StepState state,
      boolean called,
      String output,
      byte[] secrets,
      String secretNames,
      String error) {}

  /** Returns the rows of a scope. */
  static List<Row> steps(Connection connection, String id, String scope) throws SQLException {
    return Sql.list(
        connection,
        row ->
            new Row(
                new Place(scope, row.getInt(1), row.getInt(2)),
                StepState.of(row.getString(3)),
                row.getString(4) != null,
                row.getString(5),
                row.getBytes(6),
                row.getString(7),
                row.getString(8)),
        "SELECT step, turn, state, input_digest, output, secrets, secret_names, error FROM"
            + " task_steps WHERE task_id = ? AND scope = ? ORDER BY step, turn",
        id,
        scope);
  }

  static void begin(Connection connection, String id, Place place) throws SQLException {
    at(connection, "DELETE FROM task_steps", id, place);
    Sql.update(
        connection,
        "INSERT INTO task_steps (task_id, scope, step, turn, state, started_at) VALUES (?, ?, ?, ?,"
            + " ?, ?)",
        id,
        place.scope(),
        place.step(),
        place.turn(),
        StepState.PROCESSING.text(),
        System.currentTimeMillis());
  }

  static void end(Connection connection, String id, StepRecord record, byte[] secrets)
      throws SQLException {
    StepRecord.Output output = record.output();
    Place place = record.place();
    Sql.update(
        connection,
        "UPDATE task_steps SET state = ?, output = ?, secrets = ?, secret_names = ?, error = ?,"
            + " ended_at = ?"
            + AT,
        record.state().text(),
        JsonText.write(output.values()),
        secrets,
        output.secrets().isEmpty() ? null : JsonText.write(output.secrets().keySet()),
        record.error().map(JsonText::write).orElse(null),
        System.currentTimeMillis(),
        id,
        place.scope(),
        place.step(),
        place.turn());
  }

  static void digest(Connection connection, String id, Place place, String digest)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE task_steps SET input_digest = ?" + AT,
        digest,
        id,
        place.scope(),
        place.step(),
        place.turn());
  }

  static Optional<String> checkpoint(Connection connection, String id, Place place, String name)
      throws SQLException {
    return Sql.list(
            connection,
            row -> row.getString(1),
            "SELECT value FROM task_checkpoints" + AT + " AND name = ?",
            id,
            place.scope(),
            place.step(),
            place.turn(),
            name)
        .stream()
        .findFirst();
  }

  static void keepCheckpoint(
      Connection connection, String id, Place place, String name, String value)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO task_checkpoints (task_id, scope, step, turn, name, value) VALUES (?, ?, ?, ?,"
            + " ?, ?)",
        id,
        place.scope(),
        place.step(),
        place.turn(),
        name,
        value);
  }

  static void keepFiles(Connection connection, String id, List<byte[]> parts) throws SQLException {
    Sql.update(connection, "DELETE FROM task_files WHERE task_id = ?", id);
    int number = 0;
    for (byte[] part : parts) {
      Sql.update(
          connection,
          "INSERT INTO task_files (task_id, part, content) VALUES (?, ?, ?)",
          id,
          number++,
          part);
    }
  }

  /** Returns the kept files as one stream, or empty when there are none. */
  static Optional<InputStream> files(Connection connection, String id) throws SQLException {
    List<InputStream> parts =
        Sql.list(
            connection,
            row -> new ByteArrayInputStream(row.getBytes(1)),
            "SELECT content FROM task_files WHERE task_id = ? ORDER BY part",
            id);
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new SequenceInputStream(Collections.enumeration(parts)));
  }

  private static void at(Connection connection, String statement, String id, Place place)
      throws SQLException {
    Sql.update(connection, statement + AT, id, place.scope(), place.step(), place.turn());
  }

  /** Forgets all that was done. */
  static void forgetAll(Connection connection, String id) throws SQLException {
    for (String table :
        List.of("task_steps", "task_checkpoints", "task_files", "task_waits", "task_approvers")) {
      Sql.update(connection, "DELETE FROM " + table + " WHERE task_id = ?", id);
    }
  }
}
