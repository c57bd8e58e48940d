package dev.callboard.audit;

import java.sql.SQLException;
import java.util.Optional;

/** Checks the log. Thread-safe; blocks. */
@FunctionalInterface
interface Verifier {
  /**
   * What was found.
   *
   * @param head the last record that was looked at
   * @param finding what is wrong first
   * @param checkpoints how many signed checkpoints it was held against
   */
  record Verdict(AuditLog.Head head, Optional<ChainVerifier.Finding> finding, long checkpoints) {}

  /** Hears how far a verification is. */
  @FunctionalInterface
  interface Progress {
    /** So many records of so many are known to be good, more or less. */
    void at(long checked, long total);
  }

  /** Checks the whole log and tells how far it is; stops when it is told to by an exception. */
  Verdict verify(Progress progress) throws SQLException;
}
