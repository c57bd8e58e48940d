package dev.callboard.audit;

import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.database.OutboxSource;
import dev.callboard.platform.error.PortalException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves records from the outboxes into the log: copy, commit, delete. A crash in between leaves a
 * record in both places, and the next run deletes it without copying it again. {@link #run} belongs
 * to one thread at a time; the other methods are safe from any.
 */
final class Sequencer {
  private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
  static final int BATCH = 500;

  private final OutboxSource outboxes;
  private final AuditLog log;
  private final LongSupplier nanos;
  private volatile String failure;
  private volatile long failedSince;

  Sequencer(OutboxSource outboxes, AuditLog log, LongSupplier nanos) {
    this.outboxes = outboxes;
    this.log = log;
    this.nanos = nanos;
  }

  /**
   * Moves what there is in these databases, and returns how many records became part of the log.
   */
  int run(Iterable<String> databases) {
    int moved = 0;
    Optional<String> problem = probe();
    for (String database : databases) {
      try {
        moved += drain(database);
      } catch (SinkException e) {
        // What fails for one outbox fails for all.
        problem = Optional.of(reason(e));
        break;
      } catch (PortalException e) {
        // The database of that plugin is away; its rows wait in it.
        LOG.debug("The outbox of {} is not reachable", database, e);
      }
    }
    note(problem);
    return moved;
  }

  /** After a failure, an empty batch tells whether the log is back even if no rows wait now. */
  private Optional<String> probe() {
    if (failure == null) {
      return Optional.empty();
    }
    try {
      append(List.of());
      return Optional.empty();
    } catch (SinkException e) {
      return Optional.of(reason(e));
    }
  }

  private static String reason(SinkException e) {
    return "the audit log cannot be written: " + e.getCause().getMessage();
  }

  private int drain(String database) {
    int moved = 0;
    List<OutboxRow> rows;
    do {
      rows = outboxes.read(database, BATCH);
      if (!rows.isEmpty()) {
        moved += append(rows);
        outboxes.delete(database, rows.stream().map(OutboxRow::id).toList());
      }
    } while (rows.size() == BATCH && !Thread.currentThread().isInterrupted());
    return moved;
  }

  private int append(List<OutboxRow> rows) {
    try {
      return log.append(rows);
    } catch (SQLException | PortalException e) {
      throw new SinkException(e);
    }
  }

  private void note(Optional<String> problem) {
    if (problem.isPresent() && failure == null) {
      failedSince = nanos.getAsLong();
      LOG.error("Audit records wait in the databases of their plugins, because {}", problem.get());
    }
    if (problem.isEmpty() && failure != null) {
      LOG.info("The audit log can be written again");
    }
    failure = problem.orElse(null);
  }

  /** Why the log cannot be written, or empty when it can. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether the log could not be written for at least this long. */
  boolean failedFor(Duration time) {
    return failure != null && nanos.getAsLong() - failedSince >= time.toNanos();
  }

  /** The log itself failed, as opposed to an outbox. */
  private static final class SinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private SinkException(Exception cause) {
      super(cause);
    }
  }
}
