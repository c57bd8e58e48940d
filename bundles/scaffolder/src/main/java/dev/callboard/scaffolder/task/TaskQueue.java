package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives tasks to workers of one node. Thread-safe; blocks for as long as the database takes. */
final class TaskQueue {
  private final TaskDatabase database;
  private final SecretBox box;
  private final String node;

  TaskQueue(TaskDatabase database, SecretBox box, String node) {
    this.database = database;
    this.box = box;
    this.node = node;
  }

  /**
   * What a worker on some node shows of itself.
   *
   * @param id the task
   * @param fence the claim
   * @param beat goes up while it lives
   * @param node which node it is
   */
  record Pulse(String id, long fence, long beat, String node) {}

  /**
   * What holding on to claims told.
   *
   * @param lost the tasks that somebody else has now
   * @param cancelled the tasks that somebody wants to end
   */
  record Held(Set<String> lost, Set<String> cancelled) {}

  /**
   * Claims an open task: the oldest of the creator who has the fewest running, so that nobody who
   * creates many makes others wait.
   *
   * @param perUser who has so many running gets no more
   */
  Optional<Claim> next(int perUser) {
    return database.write(
        connection -> {
          for (String creator : creators(connection, perUser)) {
            Optional<String> id =
                Sql.list(
                        connection,
                        row -> row.getString(1),
                        "SELECT id FROM tasks WHERE status = 'open' AND created_by = ? ORDER BY"
                            + " created_at, id LIMIT 1",
                        creator)
                    .stream()
                    .findFirst();
            if (id.isPresent()
                && claimed(connection, "status = 'open' AND id = ?", id.get()) == 1) {
              return Optional.of(claim(connection, id.get()));
            }
          }
          return Optional.empty();
        });
  }

  private static List<String> creators(Connection connection, int perUser) throws SQLException {
    return Sql.list(
        connection,
        row -> row.getString(1),
        "SELECT o.created_by FROM (SELECT created_by, MIN(created_at) AS first FROM tasks WHERE"
            + " status = 'open' GROUP BY created_by) o LEFT JOIN (SELECT created_by, COUNT(*) AS"
            + " running FROM tasks WHERE status = 'processing' GROUP BY created_by) p ON"
            + " p.created_by = o.created_by WHERE COALESCE(p.running, 0) < ? ORDER BY"
            + " COALESCE(p.running, 0), o.first LIMIT 20",
        perUser);
  }

  /** Claims a task whose worker is gone, if it still is as it was seen. */
  Optional<Claim> takeOver(Pulse seen) {
    return database.write(
        connection -> {
          int rows =
              claimed(
                  connection,
                  "status = 'processing' AND id = ? AND fence = ? AND beat = ?",
                  seen.id(),
                  seen.fence(),
                  seen.beat());
          return rows == 1 ? Optional.of(claim(connection, seen.id())) : Optional.empty();
        });
  }

  private int claimed(Connection connection, String condition, Object... parameters)
      throws SQLException {
    List<Object> all = new ArrayList<>(List.of(node, System.currentTimeMillis()));
    all.addAll(List.of(parameters));
    return Sql.update(
        connection,
        "UPDATE tasks SET status = 'processing', node = ?, heartbeat_at = ?, fence = fence + 1,"
            + " beat = beat + 1 WHERE "
            + condition,
        all.toArray());
  }

  private record Row(
      long fence,
      int generation,
      byte[] secrets,
      String principal,
      boolean resumed,
      boolean woken) {}

  private Claim claim(Connection connection, String id) throws SQLException {
    Row row =
        Sql.list(
                connection,
                r ->
                    new Row(
                        r.getLong(1),
                        r.getInt(2),
                        r.getBytes(3),
                        r.getString(4),
                        r.getLong(5) > 0,
                        r.getString(6) != null),
                "SELECT fence, generation, secrets, principal, (SELECT COUNT(*) FROM task_steps"
                    + " WHERE task_id = tasks.id), waiting FROM tasks WHERE id = ?",
                id)
            .get(0);
    if (row.woken) {
      Sql.update(connection, "UPDATE tasks SET waiting = NULL WHERE id = ?", id);
    }
    return new Claim(
        TaskTable.find(connection, id).orElseThrow(),
        row.fence,
        row.generation,
        row.resumed,
        row.woken,
        secrets(id, row.secrets),
        StoredPrincipal.of(row.principal));
  }

  /** Null when they cannot be opened: the run then says so, where people see it. */
  private Map<String, String> secrets(String id, byte[] sealed) {
    try {
      return box.open(id, sealed);
    } catch (PortalException e) {
      return null;
    }
  }

  /** Gives a task back before its end, so that any worker can go on with it. */
  void release(Claim claim) {
    database.order(
        claim.id(),
        connection ->
            Sql.update(
                connection,
                "UPDATE tasks SET status = 'open', node = NULL WHERE id = ? AND fence = ? AND"
                    + " status = 'processing' AND cancel = 0",
                claim.id(),
                claim.fence()));
  }

  /** Returns what all workers show. */
  List<Pulse> pulses() {
    return database.read(
        connection ->
            Sql.list(
                connection,
                row ->
                    new Pulse(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)),
                "SELECT id, fence, beat, node FROM tasks WHERE status = 'processing'"));
  }

  /** Shows that the workers of these claims live. */
  Held hold(List<Claim> claims) {
    if (claims.isEmpty()) {
      return new Held(Set.of(), Set.of());
    }
    return database.write(
        connection -> {
          Set<String> lost = new HashSet<>();
          Set<String> cancelled = new HashSet<>();
          for (Claim claim : claims) {
            int rows =
                Sql.update(
                    connection,
                    "UPDATE tasks SET beat = beat + 1, heartbeat_at = ? WHERE id = ? AND fence = ?"
                        + " AND status = 'processing'",
                    System.currentTimeMillis(),
                    claim.id(),
                    claim.fence());
            if (rows == 0) {
              lost.add(claim.id());
            } else if (isCancelled(connection, claim.id())) {
              cancelled.add(claim.id());
            }
          }
          return new Held(lost, cancelled);
        });
  }

  private static boolean isCancelled(Connection connection, String id) throws SQLException {
    return Sql.number(connection, "SELECT cancel FROM tasks WHERE id = ?", id) == 1;
  }

  /** Lets the tasks go on whose wait is over; what waited for people goes on without them. */
  void wake(long now) {
    for (String id : database.read(connection -> WaitTable.due(connection, now))) {
      database.order(
          id,
          connection -> {
            database.lock(connection, id);
            if (Sql.number(
                    connection,
                    "SELECT COUNT(*) FROM tasks WHERE id = ? AND status = 'waiting' AND wake_at <="
                        + " ?",
                    id,
                    now)
                == 1) {
              WaitTable.end(connection, id, Map.of());
            }
            return null;
          });
    }
  }

  /** Returns whether somebody wants a task to end. */
  boolean isCancelled(String id) {
    return database.read(connection -> isCancelled(connection, id));
  }

  /**
   * Deletes what is older than it has to be kept.
   *
   * @param tasksBefore tasks that ended before this time go
   * @param filesBefore the files of tasks that ended before this time go
   * @return the ids of the tasks that were deleted
   */
  List<String> purge(long tasksBefore, long filesBefore) {
    return database.write(
        connection -> {
          Sql.update(
              connection,
              "DELETE FROM task_files WHERE task_id IN (SELECT id FROM tasks WHERE ended_at < ?)",
              filesBefore);
          List<String> old =
              Sql.list(
                  connection,
                  row -> row.getString(1),
                  "SELECT id FROM tasks WHERE ended_at < ? ORDER BY ended_at LIMIT 500",
                  tasksBefore);
          for (String id : old) {
            JournalTable.forgetAll(connection, id);
            Sql.update(connection, "DELETE FROM task_events WHERE task_id = ?", id);
            Sql.update(connection, "DELETE FROM tasks WHERE id = ?", id);
          }
          return old;
        });
  }
}
