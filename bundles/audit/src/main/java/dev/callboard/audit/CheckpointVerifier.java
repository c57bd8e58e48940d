package dev.callboard.audit;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds the log against its checkpoints: those in the database and those in the journal. It finds a
 * chain of which every hash was computed anew, and one that was cut together with its head, and
 * tells between which two checkpoints that happened. Every method blocks. Not thread-safe.
 */
final class CheckpointVerifier {
  /**
   * What was found.
   *
   * @param checked how many checkpoints were looked at
   * @param finding what is wrong first
   * @param upTo the record that the finding goes up to: what is wrong may be any before it
   */
  record Result(long checked, Optional<ChainVerifier.Finding> finding, long upTo) {}

  private static final int PAGE = 500;

  private final CheckpointTable table;
  private final Supplier<Map<String, VerifierKey>> keys;
  private final Optional<CheckpointJournal> journal;

  /**
   * Creates it.
   *
   * @param keys the keys whose signatures count, by their ids
   */
  CheckpointVerifier(
      CheckpointTable table,
      Supplier<Map<String, VerifierKey>> keys,
      Optional<CheckpointJournal> journal) {
    this.table = table;
    this.keys = keys;
    this.journal = journal;
  }

  /**
   * Checks all checkpoints.
   *
   * @param head the end of the chain that was checked
   */
  Result verify(AuditLog.Head head) throws SQLException {
    Pass stored = new Pass(head, keys.get());
    String keyId = "";
    List<CheckpointTable.Row> page;
    do {
      page = table.after(stored.good, keyId, PAGE);
      for (CheckpointTable.Row row : page) {
        if (!stored.next(row)) {
          return stored.result();
        }
        keyId = row.keyId();
      }
    } while (page.size() == PAGE);
    if (journal.isEmpty()) {
      return stored.result();
    }
    Pass kept = new Pass(head, stored.trusted);
    journal.get().<SQLException>forEach(checkpoint -> kept.next(checkpoint, table));
    return new Result(Math.max(stored.checked, kept.checked), kept.finding, kept.upTo);
  }

  /** One way through checkpoints, the oldest first, up to the first finding. */
  private static final class Pass {
    private final AuditLog.Head head;
    private final Map<String, VerifierKey> trusted;
    private long good;
    private long checked;
    private long upTo;
    private Optional<ChainVerifier.Finding> finding = Optional.empty();

    private Pass(AuditLog.Head head, Map<String, VerifierKey> trusted) {
      this.head = head;
      this.trusted = trusted;
    }

    private Result result() {
      return new Result(checked, finding, upTo);
    }

    private boolean next(CheckpointTable.Row row) {
      Checkpoint checkpoint;
      try {
        checkpoint = Checkpoint.parse(row.note());
      } catch (IllegalArgumentException e) {
        return wrong(row.seq(), "its checkpoint was changed: it is no signed note");
      }
      if (checkpoint.seq() != row.seq() || !checkpoint.keyId().equals(row.keyId())) {
        return wrong(row.seq(), "its checkpoint was changed: its columns are not its content");
      }
      return signed(checkpoint) && judge(checkpoint, row.hash());
    }

    private boolean next(Checkpoint checkpoint, CheckpointTable table) throws SQLException {
      Optional<String> stored = table.note(checkpoint.seq(), checkpoint.keyId());
      if (stored.equals(Optional.of(checkpoint.note()))) {
        // What is stored was checked before.
        good = checkpoint.seq();
        checked++;
        return true;
      }
      if (!signed(checkpoint)) {
        return false;
      }
      String hash = table.hash(checkpoint.seq());
      return judge(checkpoint, hash)
          && (stored.isPresent()
              || wrong(checkpoint.seq(), "its checkpoint is gone from the database"));
    }

    private boolean signed(Checkpoint checkpoint) {
      VerifierKey key = trusted.get(checkpoint.keyId());
      if (key == null) {
        return wrong(
            checkpoint.seq(),
            "its checkpoint is signed with the key " + checkpoint.keyId() + ", which is not known");
      }
      return checkpoint.signedBy(key)
          || wrong(checkpoint.seq(), "the signature of its checkpoint is wrong");
    }

    private boolean judge(Checkpoint checkpoint, String hash) {
      String when = "at " + checkpoint.time();
      if (hash.isEmpty()) {
        return wrong(
            Math.min(checkpoint.seq(), head.seq() + 1),
            "the log lacks records up to " + checkpoint.seq() + ", which was signed " + when);
      }
      if (!hash.equals(checkpoint.hash())) {
        upTo = checkpoint.seq();
        return wrong(
            good + 1,
            "the records from here to "
                + checkpoint.seq()
                + " were written anew: the last of them is not the one that was signed "
                + when);
      }
      good = checkpoint.seq();
      checked++;
      return true;
    }

    private boolean wrong(long seq, String message) {
      upTo = Math.max(seq, upTo);
      finding = Optional.of(new ChainVerifier.Finding(seq, message));
      return false;
    }
  }
}
