package dev.callboard.scaffolder.task;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.json.JsonText;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What people do with tasks. Thread-safe; blocks for as long as the database takes. */
@Component(service = TaskStore.class)
public final class TaskStore {
  private static final long DEFAULT_QUOTA = 100;
  private static final long DEFAULT_RATE = 1_000;
  private static final long HOUR_MILLIS = 3_600_000;

  private final TaskDatabase database;
  private final SecretBox box;
  private final AuditService audit;
  private final ConfigService config;
  private final SecureRandom random = new SecureRandom();

  /** Called by the framework. */
  @Activate
  public TaskStore(
      @Reference TaskDatabase database,
      @Reference SecretBox box,
      @Reference AuditService audit,
      @Reference ConfigService config) {
    this.database = requireNonNull(database, "database is null");
    this.box = requireNonNull(box, "box is null");
    this.audit = requireNonNull(audit, "audit is null");
    this.config = requireNonNull(config, "config is null");
  }

  /**
   * Stores a task that a worker will take.
   *
   * @return its id, which nobody can guess
   * @throws PortalException with code {@code TOO_MANY_REQUESTS} when the creator has too many tasks
   *     that have not ended
   */
  public String create(NewTask task) {
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    String creator = task.creator().getName();
    byte[] sealed = box.seal(id, task.secrets());
    return database.order(
        id,
        connection -> {
          checkQuota(connection, creator);
          checkRate(connection, creator);
          Sql.update(
              connection,
              "INSERT INTO tasks (id, created_at, created_by, principal, template_ref, spec,"
                  + " status, secrets, generation, fence, beat, cancel, events) VALUES (?, ?, ?, ?,"
                  + " ?, ?, 'open', ?, 0, 0, 0, 0, 0)",
              id,
              System.currentTimeMillis(),
              creator,
              StoredPrincipal.text(task.creator()),
              task.templateRef(),
              JsonText.write(task.spec()),
              sealed);
          record(connection, "create", id, task.templateRef(), task.creator());
          return id;
        });
  }

  private void checkQuota(Connection connection, String creator) throws SQLException {
    long quota = config.current().number("scaffolder.quota.perUser").orElse(DEFAULT_QUOTA);
    long has =
        Sql.number(
            connection,
            "SELECT COUNT(*) FROM tasks WHERE status IN ('open', 'processing', 'waiting') AND"
                + " created_by = ?",
            creator);
    if (has >= quota) {
      throw new PortalException(
          ErrorCode.TOO_MANY_REQUESTS,
          "You have "
              + has
              + " tasks that have not ended, the most that scaffolder.quota.perUser allows; wait"
              + " for one, or cancel it");
    }
  }

  private void checkRate(Connection connection, String creator) throws SQLException {
    long most = config.current().number("scaffolder.quota.perHour").orElse(DEFAULT_RATE);
    long made =
        Sql.number(
            connection,
            "SELECT COUNT(*) FROM tasks WHERE created_at > ? AND created_by = ?",
            System.currentTimeMillis() - HOUR_MILLIS,
            creator);
    if (made >= most) {
      throw new PortalException(
          ErrorCode.TOO_MANY_REQUESTS,
          "You have created "
              + made
              + " tasks within an hour, the most that scaffolder.quota.perHour allows; try again"
              + " later");
    }
  }

  /** Returns a task, or empty. */
  public Optional<Task> find(String id) {
    return database.read(connection -> TaskTable.find(connection, id));
  }

  /** Returns whether a task is there and a filter lets it through. */
  public boolean matches(String id, OwnerFilter filter) {
    Object[] parameters = new Object[filter.parameters().size() + 1];
    parameters[0] = id;
    for (int i = 1; i < parameters.length; i++) {
      parameters[i] = filter.parameters().get(i - 1);
    }
    return database.read(
        connection ->
            Sql.number(
                    connection,
                    "SELECT COUNT(*) FROM tasks WHERE id = ? AND (" + filter.sql() + ")",
                    parameters)
                == 1);
  }

  /** Returns a part of a list. */
  public TaskPage list(TaskQuery query) {
    return database.read(connection -> TaskTable.list(connection, query));
  }

  /**
   * Returns events of a task with a larger id in their order, and the completion of its run in any
   * case.
   */
  public List<TaskEvent> events(String id, long after, int limit) {
    return database.read(connection -> TaskTable.events(connection, id, after, limit));
  }

  /** Cancels a task: one that runs is interrupted, one that has ended stays as it is. */
  public void cancel(String id, PortalPrincipal caller) {
    database.order(
        id,
        connection -> {
          database.lock(connection, id);
          Task task = TaskTable.find(connection, id).orElseThrow(() -> missing(id));
          if (task.status().ended()) {
            return null;
          }
          record(connection, "cancel", id, task.templateRef(), caller);
          if (task.status() == TaskStatus.PROCESSING) {
            Sql.update(connection, "UPDATE tasks SET cancel = 1 WHERE id = ?", id);
            return null;
          }
          if (task.status() == TaskStatus.WAITING) {
            WaitingTasks.cancel(connection, task, audit, caller);
            return null;
          }
          String message = "Run completed with status: cancelled";
          Map<String, Object> error =
              Map.of("name", "Error", "message", "Task " + id + " has been cancelled.");
          TaskTable.end(
              connection,
              id,
              TaskStatus.CANCELLED,
              List.of(
                  TaskEvent.now(
                      "cancelled", "Task has been cancelled.", Map.of("status", "cancelled")),
                  TaskEvent.now(TaskEvent.COMPLETION, message, Map.of("error", error))));
          return null;
        });
  }

  /**
   * Lets an ended task run again. One that failed goes on at the step that did not end well, with
   * the files as they were before it; one that had come to its end, or whose template asks for it,
   * starts over.
   *
   * @throws PortalException with code {@code CONFLICT} when it has not ended
   */
  public void retry(String id, Map<String, String> secrets, PortalPrincipal caller) {
    byte[] sealed = box.seal(id, secrets);
    database.order(
        id,
        connection -> {
          database.lock(connection, id);
          Task task = TaskTable.find(connection, id).orElseThrow(() -> missing(id));
          if (!task.status().ended()) {
            throw PortalException.conflict(
                "Task "
                    + id
                    + " is "
                    + task.status().text()
                    + "; only one that has ended can be"
                    + " retried");
          }
          checkQuota(connection, task.createdBy());
          boolean over = task.status() == TaskStatus.COMPLETED || startsOver(task);
          if (over) {
            JournalTable.forgetAll(connection, id);
          } else {
            Forgetting.failed(connection, id);
          }
          Sql.update(
              connection,
              "UPDATE tasks SET status = 'open', secrets = ?, generation = generation + ?, fence ="
                  + " fence + 1, ended_at = NULL, cancel = 0, waiting = NULL, principal = ? WHERE"
                  + " id = ?",
              sealed,
              over ? 1 : 0,
              StoredPrincipal.text(caller),
              id);
          record(connection, "retry", id, task.templateRef(), caller);
          return null;
        });
  }

  private static boolean startsOver(Task task) {
    return task.spec().get("EXPERIMENTAL_recovery") instanceof Map<?, ?> recovery
        && "startOver".equals(recovery.get("EXPERIMENTAL_strategy"));
  }

  private void record(
      Connection connection, String what, String id, String templateRef, PortalPrincipal who)
      throws SQLException {
    audit.record(
        connection,
        AuditEvent.event("task", who)
            .subAction(what)
            .target("task", id)
            .cause("task", id)
            .meta("actionType", what)
            .meta("templateRef", templateRef)
            .meta("at", Instant.now().toString())
            .build());
  }

  /** Returns the failure for a task that is not there, or that the caller may not see. */
  public static PortalException missing(String id) {
    return PortalException.notFound("No task with id '" + id + "' found");
  }
}
