package dev.callboard.catalog.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Reads files before their turn, some at a time on other threads: a host answers each only after a
 * while, whatever there is to do meanwhile. For one owner, on one thread.
 */
final class ReadAhead {
  private final Executor helper;
  private final int most;
  private final Map<String, Piece<Content>> begun = new HashMap<>();

  /**
   * Creates one that reads nothing yet.
   *
   * @param helper may run a piece, later or not at all
   * @param most how many files at most are read before their turn; none when 0
   */
  ReadAhead(Executor helper, int most) {
    this.helper = helper;
    this.most = most;
  }

  /** Returns how many files at most are read before their turn. */
  int most() {
    return most;
  }

  /** Has a file read that will be taken, unless enough are read already. */
  void begin(String key, Supplier<Content> read) {
    if (begun.size() >= most || begun.containsKey(key)) {
      return;
    }
    Piece<Content> piece = new Piece<>(read);
    begun.put(key, piece);
    helper.execute(piece);
  }

  /** Returns what was read of a file, or reads it now; throws what failed. Blocks. */
  Content take(String key, Supplier<Content> read) {
    Piece<Content> piece = begun.remove(key);
    return piece == null ? read.get() : piece.get();
  }

  /** Gives up what has not begun. What is under way ends by itself and is not looked at. */
  void giveUp() {
    begun.values().forEach(Piece::giveUp);
    begun.clear();
  }
}
