package dev.callboard.scaffolder.task;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tasks that wait for people. Thread-safe; blocks for as long as the database takes. */
@Component(service = Approvals.class)
public final class Approvals {
  private final TaskDatabase database;
  private final AuditService audit;

  /** Called by the framework. */
  @Activate
  public Approvals(@Reference TaskDatabase database, @Reference AuditService audit) {
    this.database = requireNonNull(database, "database is null");
    this.audit = requireNonNull(audit, "audit is null");
  }

  /**
   * Returns the tasks that wait for somebody, those first whose time ends first.
   *
   * @param caller who is asked
   * @param permitted those that the caller may answer by policy
   */
  public TaskPage waitingFor(PortalPrincipal caller, OwnerFilter permitted, int limit, int offset) {
    OwnerFilter asked = asked(caller).and(permitted);
    return database.read(
        connection -> {
          List<Object> parameters = new ArrayList<>(asked.parameters());
          long total =
              Sql.number(
                  connection,
                  "SELECT COUNT(*) FROM tasks WHERE " + asked.sql(),
                  parameters.toArray());
          parameters.add(limit);
          parameters.add(offset);
          List<Task> tasks =
              Sql.list(
                  connection,
                  TaskTable::task,
                  "SELECT "
                      + TaskTable.COLUMNS
                      + " FROM tasks WHERE "
                      + asked.sql()
                      + " ORDER BY wake_at, id LIMIT ? OFFSET ?",
                  parameters.toArray());
          return new TaskPage(tasks, Math.toIntExact(total));
        });
  }

  private static OwnerFilter asked(PortalPrincipal caller) {
    List<String> names = List.copyOf(names(caller));
    String marks = String.join(", ", Collections.nCopies(names.size(), "?"));
    List<Object> parameters = new ArrayList<>(names);
    parameters.add(caller.getName());
    parameters.add(caller.getName());
    return new OwnerFilter(
        "status = 'waiting' AND EXISTS (SELECT 1 FROM task_approvers a WHERE a.task_id = tasks.id"
            + " AND a.asked = 1 AND a.approver IN ("
            + marks
            + ") AND (a.own = 1 OR (tasks.created_by <> ? AND a.requester <> ?)))",
        parameters);
  }

  private static Set<String> names(PortalPrincipal caller) {
    Set<String> names = new LinkedHashSet<>(caller.ownershipRefs());
    names.add(caller.getName());
    return names;
  }

  /**
   * Answers for a step.
   *
   * @param step its id, with the ids of the steps that lead to it
   * @throws PortalException with code {@code CONFLICT} when it does not wait for people, or not any
   *     more, {@code NOT_ALLOWED} when the caller is not asked, or has started the task
   */
  public void answer(
      String id, String step, boolean approved, String comment, PortalPrincipal caller) {
    database.order(
        id,
        connection -> {
          database.lock(connection, id);
          Task task = TaskTable.find(connection, id).orElseThrow(() -> TaskStore.missing(id));
          Map<String, Object> waiting = task.waiting().orElse(Map.of());
          if (task.status() != TaskStatus.WAITING
              || !"approval".equals(waiting.get("kind"))
              || !step.equals(waiting.get("stepId"))) {
            throw PortalException.conflict(
                "Step '" + step + "' of task " + id + " does not wait for an approval");
          }
          checkAsked(connection, task, caller);
          long now = System.currentTimeMillis();
          Map<String, Object> answer = new LinkedHashMap<>();
          answer.put("approved", approved);
          answer.put("by", caller.getName());
          answer.put("comment", comment);
          answer.put("at", now);
          WaitTable.end(connection, id, answer);
          audit.record(
              connection,
              AuditEvent.event("task", caller)
                  .subAction(approved ? "approve" : "reject")
                  .target("task", id)
                  .cause("task", id)
                  .meta("actionType", approved ? "approve" : "reject")
                  .meta("templateRef", task.templateRef())
                  .meta("step", step)
                  .build());
          return null;
        });
  }

  private record Asked(String approver, String requester, boolean own) {}

  private static void checkAsked(Connection connection, Task task, PortalPrincipal caller)
      throws SQLException {
    Set<String> names = names(caller);
    List<Asked> asked =
        Sql.list(
                connection,
                row -> new Asked(row.getString(1), row.getString(2), row.getInt(3) == 1),
                "SELECT approver, requester, own FROM task_approvers WHERE task_id = ? AND asked ="
                    + " 1",
                task.id())
            .stream()
            .filter(row -> names.contains(row.approver))
            .toList();
    if (asked.isEmpty()) {
      throw PortalException.notAllowed("You are not asked to approve this step");
    }
    boolean started =
        task.createdBy().equals(caller.getName())
            || asked.stream().anyMatch(row -> row.requester.equals(caller.getName()));
    if (started && asked.stream().noneMatch(Asked::own)) {
      throw PortalException.notAllowed("Whoever started a task does not approve its steps");
    }
  }
}
