package dev.callboard.scaffolder.task;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.database.SqlWork;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes down what happens to one claimed task. Each method is one transaction, and refuses when
 * the claim is no longer the last one. Thread-safe; blocks for as long as the database takes.
 */
final class Journal implements RunJournal {
  private final TaskDatabase database;
  private final AuditService audit;
  private final Claim claim;

  Journal(TaskDatabase database, AuditService audit, Claim claim) {
    this.database = database;
    this.audit = audit;
    this.claim = claim;
  }

  @Override
  public List<StepRecord> steps() {
    return database.read(connection -> JournalTable.steps(connection, claim.id()));
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
  public void begin(int step, int turn, List<TaskEvent> events) {
    write(
        connection -> {
          JournalTable.begin(connection, claim.id(), step, turn);
          TaskTable.append(connection, claim.id(), events);
          return null;
        });
  }

  @Override
  public void digest(int step, int turn, String inputDigest) {
    write(
        connection -> {
          JournalTable.digest(connection, claim.id(), step, turn, inputDigest);
          return null;
        });
  }

  @Override
  public void end(StepRecord record, List<TaskEvent> events, List<byte[]> files) {
    write(
        connection -> {
          JournalTable.end(connection, claim.id(), record);
          if (files != null) {
            JournalTable.keepFiles(connection, claim.id(), files);
          }
          TaskTable.append(connection, claim.id(), events);
          return null;
        });
  }

  @Override
  public Optional<String> checkpoint(int step, int turn, String name) {
    return database.read(
        connection -> JournalTable.checkpoint(connection, claim.id(), step, turn, name));
  }

  @Override
  public void keepCheckpoint(int step, int turn, String name, String value) {
    write(
        connection -> {
          JournalTable.keepCheckpoint(connection, claim.id(), step, turn, name, value);
          return null;
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
                  .meta("templateRef", TaskStore.templateRef(claim.task()))
                  .meta("status", status.text());
          error.forEach(event::meta);
          audit.record(connection, status == TaskStatus.COMPLETED ? event.build() : event.failed());
          TaskTable.end(connection, claim.id(), status, events);
          return null;
        });
  }

  private <T> void write(SqlWork<T> work) {
    database.change(
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
