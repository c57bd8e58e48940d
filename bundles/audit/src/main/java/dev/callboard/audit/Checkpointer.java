package dev.callboard.audit;

import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the end of the log when that is due. Before it does, it checks that the log goes on from
 * what it signed last, so that it never signs a log that was tampered with; what it signed last it
 * knows from the journal, which lies outside the database. {@link #run} belongs to one thread at a
 * time; {@link #problem} is safe from any. Blocks.
 */
final class Checkpointer {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

  /**
   * What it works with.
   *
   * @param chain checks what is new
   * @param whole finds the first record that is wrong
   * @param alarm hears what is wrong, once
   */
  record Parts(
      AuditLog log,
      LogVerifier chain,
      Verifier whole,
      CheckpointKeys keys,
      CheckpointTable table,
      CheckpointJournal journal,
      Clock clock,
      BiConsumer<Verifier.Verdict, String> alarm) {}

  private final Parts parts;
  private final CheckpointSettings settings;
  private Optional<Checkpoint> last;
  private volatile String problem;

  Checkpointer(Parts parts, CheckpointSettings settings) {
    this.parts = parts;
    this.settings = settings;
  }

  /** Why no checkpoints are made; empty when they are. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Makes a checkpoint if one is due. */
  void run() {
    try {
      if (last == null) {
        last = start();
      }
      AuditLog.Head head = parts.log.head();
      if (due(head)) {
        next(head);
      }
    } catch (SQLException | IOException | PortalException e) {
      tell("The audit log has no new checkpoints: " + e.getMessage());
    }
  }

  private Optional<Checkpoint> start() throws IOException, SQLException {
    Optional<Checkpoint> kept = parts.journal.last();
    if (kept.isPresent()) {
      return kept;
    }
    // A new journal goes on from what the database knows, if that has been signed by a known key.
    for (CheckpointTable.Row row : parts.table.before(Long.MAX_VALUE, 10)) {
      VerifierKey key = parts.keys.trusted().get(row.keyId());
      if (key != null) {
        try {
          Checkpoint stored = Checkpoint.parse(row.note());
          if (stored.signedBy(key)) {
            return Optional.of(stored);
          }
        } catch (IllegalArgumentException e) {
          LOG.warn("The checkpoint of record {} was changed", row.seq());
        }
      }
    }
    return Optional.empty();
  }

  private boolean due(AuditLog.Head head) {
    if (last.isEmpty()) {
      return head.seq() > 0;
    }
    Checkpoint before = last.get();
    if (head.seq() <= before.seq()) {
      // Nothing new, unless what was signed is no longer there.
      return !before.agrees(head.seq(), head.hash());
    }
    return head.seq() - before.seq() >= settings.records()
        || !parts.clock.instant().isBefore(before.time().plus(settings.interval()));
  }

  private void next(AuditLog.Head head) throws SQLException, IOException {
    AuditLog.Head from =
        last.map(before -> new AuditLog.Head(before.seq(), before.hash()))
            .orElseGet(() -> new AuditLog.Head(0, Chain.START));
    Verifier.Verdict verdict = parts.chain.verify(from, (checked, total) -> {});
    if (head.seq() < from.seq() || verdict.finding().isPresent()) {
      refuse(verdict, from);
      return;
    }
    AuditLog.Head end = verdict.head();
    Checkpoint checkpoint =
        Checkpoint.sign(end.seq(), end.hash(), parts.clock.instant(), parts.keys.signing());
    parts.table.add(checkpoint);
    parts.journal.append(checkpoint);
    last = Optional.of(checkpoint);
    if (problem != null) {
      LOG.info("The audit log has checkpoints again");
      problem = null;
    }
  }

  private void refuse(Verifier.Verdict verdict, AuditLog.Head from) throws SQLException {
    if (problem != null) {
      return;
    }
    Verifier.Verdict whole = parts.whole.verify((checked, total) -> {});
    ChainVerifier.Finding finding =
        List.of(whole, verdict).stream()
            .flatMap(found -> found.finding().stream())
            .findFirst()
            .orElseGet(
                () ->
                    new ChainVerifier.Finding(
                        from.seq(), "was signed before and is not in the log now"));
    String message =
        "The log is NOT whole: record " + finding.seq() + ": " + finding.message() + ".";
    tell(message);
    parts.alarm.accept(
        new Verifier.Verdict(whole.head(), Optional.of(finding), whole.checkpoints()), message);
  }

  private void tell(String what) {
    if (!what.equals(problem)) {
      LOG.error("{}", what);
    }
    problem = what;
  }
}
