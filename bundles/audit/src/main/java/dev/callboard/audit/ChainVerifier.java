package dev.callboard.audit;

import java.util.Optional;

/**
 * Checks a log row by row. It finds rows that were edited, deleted, inserted or moved, and rows
 * missing at the end when it is told the number and hash of the last one. What it cannot find alone
 * is a log whose hashes were all computed anew, and one that was cut together with its head: for
 * these the head must have been noted in another place. For one pass and one thread.
 */
final class ChainVerifier {
  /**
   * A row of the log.
   *
   * @param id the id as stored beside the body
   */
  record Row(long seq, String id, String body, String prev, String hash) {}

  /** What is wrong, and with which row. */
  record Finding(long seq, String message) {}

  private long seq;
  private String hash;

  /** Starts at the beginning of a log. */
  ChainVerifier() {
    this(0, Chain.START);
  }

  /**
   * Starts after a row that is known to be good.
   *
   * @param seq its number
   * @param hash its hash
   */
  ChainVerifier(long seq, String hash) {
    this.seq = seq;
    this.hash = hash;
  }

  /** Checks the next row; after a finding, the rest cannot be judged. */
  Optional<Finding> next(Row row) {
    long expected = seq + 1;
    if (row.seq() != expected) {
      return Optional.of(
          new Finding(expected, "row " + expected + " is missing; row " + row.seq() + " follows"));
    }
    if (!row.prev().equals(hash)) {
      return Optional.of(
          new Finding(row.seq(), "does not follow the row before it: one of them was replaced"));
    }
    if (!row.hash().equals(Chain.hash(row.seq(), row.body(), row.prev()))) {
      return Optional.of(
          new Finding(row.seq(), "was changed: its hash is not that of its content"));
    }
    if (row.body().contains("\"id\":\"") && !row.body().contains("\"id\":\"" + row.id() + "\"")) {
      return Optional.of(new Finding(row.seq(), "was changed: its id is not that of its content"));
    }
    seq = row.seq();
    hash = row.hash();
    return Optional.empty();
  }

  /**
   * Checks the end of the log.
   *
   * @param headSeq the number of the last row, as noted elsewhere
   * @param headHash its hash
   */
  Optional<Finding> end(long headSeq, String headHash) {
    if (seq < headSeq) {
      return Optional.of(
          new Finding(seq + 1, "the log ends here, but row " + headSeq + " is known to exist"));
    }
    if (seq > headSeq) {
      return Optional.of(new Finding(headSeq + 1, "the log goes on after its last known row"));
    }
    return hash.equals(headHash)
        ? Optional.empty()
        : Optional.of(new Finding(seq, "is not the row that is known to be the last"));
  }

  /** The number of the last good row. */
  long seq() {
    return seq;
  }
}
