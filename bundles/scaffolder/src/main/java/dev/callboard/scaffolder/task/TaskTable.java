package dev.callboard.scaffolder.task;

import dev.callboard.scaffolder.json.JsonText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of tasks and their events. */
final class TaskTable {
  static final String COLUMNS =
      "id, spec, status, created_at, created_by, heartbeat_at, events, waiting";

  private TaskTable() {}

  static Optional<Task> find(Connection connection, String id) throws SQLException {
    return Sql.list(
            connection, TaskTable::task, "SELECT " + COLUMNS + " FROM tasks WHERE id = ?", id)
        .stream()
        .findFirst();
  }

  static TaskPage list(Connection connection, TaskQuery query) throws SQLException {
    OwnerFilter filter = query.filter();
    List<Object> parameters = new ArrayList<>(filter.parameters());
    long total =
        Sql.number(
            connection, "SELECT COUNT(*) FROM tasks WHERE " + filter.sql(), parameters.toArray());
    parameters.add(query.limit());
    parameters.add(query.offset());
    List<Task> tasks =
        Sql.list(
            connection,
            TaskTable::task,
            "SELECT "
                + COLUMNS
                + " FROM tasks WHERE "
                + filter.sql()
                + " ORDER BY "
                + query.order()
                + " LIMIT ? OFFSET ?",
            parameters.toArray());
    return new TaskPage(tasks, Math.toIntExact(total));
  }

  /** Appends events to a task, whoever works on it. */
  static void append(Connection connection, String id, List<TaskEvent> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    Sql.update(connection, "UPDATE tasks SET events = events + ? WHERE id = ?", events.size(), id);
    long last = Sql.number(connection, "SELECT events FROM tasks WHERE id = ?", id);
    long next = last - events.size();
    for (TaskEvent event : events) {
      Sql.update(
          connection,
          "INSERT INTO task_events (task_id, id, at, type, body) VALUES (?, ?, ?, ?, ?)",
          id,
          ++next,
          event.at().toEpochMilli(),
          event.type(),
          JsonText.write(event.body()));
    }
  }

  /** Returns events with a larger id, and the completion in any case; in their order. */
  static List<TaskEvent> events(Connection connection, String id, long after, int limit)
      throws SQLException {
    return Sql.list(
        connection,
        TaskTable::event,
        "SELECT id, at, type, body FROM task_events WHERE task_id = ? AND (id > ? OR (type = ? AND"
            + " id = (SELECT events FROM tasks WHERE id = ?))) ORDER BY id LIMIT ?",
        id,
        after,
        TaskEvent.COMPLETION,
        id,
        limit);
  }

  private static TaskEvent event(ResultSet row) throws SQLException {
    return new TaskEvent(
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        JsonText.object(row.getString(4)));
  }

  static Task task(ResultSet row) throws SQLException {
    long heartbeat = row.getLong(6);
    Optional<Instant> heartbeatAt =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(heartbeat));
    return new Task(
        row.getString(1),
        JsonText.object(row.getString(2)),
        TaskStatus.of(row.getString(3)),
        Instant.ofEpochMilli(row.getLong(4)),
        row.getString(5),
        heartbeatAt,
        row.getLong(7),
        Optional.ofNullable(row.getString(8)).map(JsonText::object));
  }

  /** Ends a task: what only a running one needs goes. */
  static void end(Connection connection, String id, TaskStatus status, List<TaskEvent> events)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE tasks SET status = ?, secrets = NULL, node = NULL, cancel = 0, waiting = NULL,"
            + " wake_at = NULL, ended_at = ? WHERE id = ?",
        status.text(),
        System.currentTimeMillis(),
        id);
    Sql.update(
        connection,
        "UPDATE task_steps SET secrets = NULL WHERE task_id = ? AND secrets IS NOT NULL",
        id);
    append(connection, id, events);
  }
}
