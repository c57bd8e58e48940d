package dev.callboard.scaffolder.task;

import dev.callboard.scaffolder.json.JsonText;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of steps, checkpoints and kept files. */
final class JournalTable {
  private JournalTable() {}

  static List<StepRecord> steps(Connection connection, String id) throws SQLException {
    return Sql.list(
        connection,
        JournalTable::step,
        "SELECT step, turn, state, output, error FROM task_steps WHERE task_id = ? ORDER BY step,"
            + " turn",
        id);
  }

  private static StepRecord step(ResultSet row) throws SQLException {
    String output = row.getString(4);
    return new StepRecord(
        row.getInt(1),
        row.getInt(2),
        StepState.of(row.getString(3)),
        output == null ? Map.of() : JsonText.object(output),
        Optional.ofNullable(row.getString(5)).map(JsonText::object));
  }

  static void begin(Connection connection, String id, int step, int turn) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM task_steps WHERE task_id = ? AND step = ? AND turn = ?",
        id,
        step,
        turn);
    Sql.update(
        connection,
        "INSERT INTO task_steps (task_id, step, turn, state, started_at) VALUES (?, ?, ?, ?, ?)",
        id,
        step,
        turn,
        StepState.PROCESSING.text(),
        System.currentTimeMillis());
  }

  static void end(Connection connection, String id, StepRecord record) throws SQLException {
    Sql.update(
        connection,
        "UPDATE task_steps SET state = ?, output = ?, error = ?, ended_at = ? WHERE task_id = ? AND"
            + " step = ? AND turn = ?",
        record.state().text(),
        JsonText.write(record.output()),
        record.error().map(JsonText::write).orElse(null),
        System.currentTimeMillis(),
        id,
        record.step(),
        record.turn());
  }

  static void digest(Connection connection, String id, int step, int turn, String digest)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE task_steps SET input_digest = ? WHERE task_id = ? AND step = ? AND turn = ?",
        digest,
        id,
        step,
        turn);
  }

  static Optional<String> checkpoint(
      Connection connection, String id, int step, int turn, String name) throws SQLException {
    return Sql.list(
            connection,
            row -> row.getString(1),
            "SELECT value FROM task_checkpoints WHERE task_id = ? AND step = ? AND turn = ? AND"
                + " name = ?",
            id,
            step,
            turn,
            name)
        .stream()
        .findFirst();
  }

  static void keepCheckpoint(
      Connection connection, String id, int step, int turn, String name, String value)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO task_checkpoints (task_id, step, turn, name, value) VALUES (?, ?, ?, ?, ?)",
        id,
        step,
        turn,
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

  /** Forgets what was done from a step on, so that it is done again; checkpoints stay. */
  static void forgetFrom(Connection connection, String id, int step) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM task_steps WHERE task_id = ? AND step >= ? AND NOT (turn >= 0 AND step = ? AND"
            + " state = ?)",
        id,
        step,
        step,
        StepState.COMPLETED.text());
  }

  /** Forgets all that was done. */
  static void forgetAll(Connection connection, String id) throws SQLException {
    for (String table : List.of("task_steps", "task_checkpoints", "task_files")) {
      Sql.update(connection, "DELETE FROM " + table + " WHERE task_id = ?", id);
    }
  }
}
