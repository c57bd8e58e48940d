package dev.callboard.scaffolder.task;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.scaffolder.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes down what happens to one claimed task. Each method is one transaction, and refuses when
 * the claim is no longer the last one. Thread-safe; blocks for as long as the database takes.
 */
final class Journal implements RunJournal {
  private static final String NESTED = "template:run";

  private final TaskDatabase database;
  private final AuditService audit;
  private final SecretBox box;
  private final Claim claim;

  Journal(TaskDatabase database, SecretBox box, AuditService audit, Claim claim) {
    this.database = database;
    this.box = box;
    this.audit = audit;
    this.claim = claim;
  }

  @Override
  public List<StepRecord> steps(String scope) {
    return database.read(connection -> JournalTable.steps(connection, claim.id(), scope)).stream()
        .map(this::record)
        .toList();
  }

  @SuppressWarnings("unchecked")
  private StepRecord record(JournalTable.Row row) {
    Map<String, Object> values = row.output() == null ? Map.of() : JsonText.object(row.output());
    Set<String> names =
        row.secretNames() == null
            ? Set.of()
            : new LinkedHashSet<>((List<String>) JsonText.read(row.secretNames()));
    Map<String, Object> secrets = box.openValues(sealName(row.place()), row.secrets());
    Set<String> lost = new LinkedHashSet<>(names);
    lost.removeAll(secrets.keySet());
    return new StepRecord(
        row.place(),
        row.state(),
        row.called(),
        new StepRecord.Output(values, secrets, lost),
        Optional.ofNullable(row.error()).map(JsonText::object));
  }

  /** Secrets of one step cannot be passed off as those of another. */
  private String sealName(Place place) {
    return claim.id() + "/" + place.key();
  }

  @Override
  public boolean files(FileReader reader) throws IOException {
    Optional<InputStream> archive =
        database.read(connection -> JournalTable.files(connection, claim.id()));
    if (archive.isEmpty()) {
      return false;
    }
    reader.read(archive.get());
    return true;
  }

  @Override
  public void events(List<TaskEvent> events) {
    write(
        connection -> {
          TaskTable.append(connection, claim.id(), events);
          return null;
        });
  }

  @Override
  public void begin(Place place, List<TaskEvent> events) {
    write(
        connection -> {
          JournalTable.begin(connection, claim.id(), place);
          TaskTable.append(connection, claim.id(), events);
          return null;
        });
  }

  @Override
  public void digest(Place place, String inputDigest) {
    write(
        connection -> {
          JournalTable.digest(connection, claim.id(), place, inputDigest);
          return null;
        });
  }

  @Override
  public void end(StepRecord record, String action, List<TaskEvent> events, List<byte[]> files) {
    Map<String, Object> secrets = record.output().secrets();
    byte[] sealed = box.sealValues(sealName(record.place()), secrets);
    write(
        connection -> {
          JournalTable.end(connection, claim.id(), record, sealed);
          Optional<AuditEvent> publication = publication(record, action);
          if (publication.isPresent()) {
            audit.record(connection, publication.get());
          }
          if (files != null) {
            JournalTable.keepFiles(connection, claim.id(), files);
          }
          TaskTable.append(connection, claim.id(), events);
          return null;
        });
  }

  private Optional<AuditEvent> publication(StepRecord record, String action) {
    // What other steps published in there has its own records.
    return record.state() != StepState.COMPLETED || action.equals(NESTED)
        ? Optional.empty()
        : Publication.of(claim.id(), action, record.output().values(), claim.creator());
  }

  @Override
  public Optional<String> checkpoint(Place place, String name) {
    return database.read(
        connection -> JournalTable.checkpoint(connection, claim.id(), place, name));
  }

  @Override
  public void keepCheckpoint(Place place, String name, String value) {
    write(
        connection -> {
          JournalTable.keepCheckpoint(connection, claim.id(), place, name, value);
          return null;
        });
  }

  @Override
  public Optional<Wait> wait(Place place, String name) {
    return database.read(connection -> WaitTable.find(connection, claim.id(), place, name));
  }

  @Override
  public boolean suspend(Wait.Request wait, List<TaskEvent> events) {
    return write(
        connection -> {
          int rows =
              Sql.update(
                  connection,
                  "UPDATE tasks SET status = 'waiting', node = NULL, waiting = ?, wake_at = ? WHERE"
                      + " id = ? AND cancel = 0",
                  JsonText.write(wait.shown()),
                  wait.until(),
                  claim.id());
          if (rows == 0) {
            return false;
          }
          WaitTable.begin(connection, claim.id(), wait);
          TaskTable.append(connection, claim.id(), events);
          return true;
        });
  }

  @Override
  public void finish(TaskStatus status, List<TaskEvent> events, Map<String, Object> error) {
    write(
        connection -> {
          AuditEvent.Builder event =
              AuditEvent.event("task", claim.creator())
                  .subAction("execution")
                  .target("task", claim.id())
                  .cause("task", claim.id())
                  .meta("actionType", "execution")
                  .meta("templateRef", claim.task().templateRef())
                  .meta("status", status.text());
          error.forEach(event::meta);
          audit.record(connection, status == TaskStatus.COMPLETED ? event.build() : event.failed());
          TaskTable.end(connection, claim.id(), status, events);
          return null;
        });
  }

  private <T> T write(SqlWork<T> work) {
    return database.change(
        claim.id(),
        connection -> {
          // Also holds off a take-over until the commit.
          int rows =
              Sql.update(
                  connection,
                  "UPDATE tasks SET beat = beat + 1, heartbeat_at = ? WHERE id = ? AND fence = ?"
                      + " AND status = 'processing'",
                  System.currentTimeMillis(),
                  claim.id(),
                  claim.fence());
          if (rows != 1) {
            throw new LostClaimException(claim.id());
          }
          return work.apply(connection);
        });
  }
}
