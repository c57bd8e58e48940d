package dev.callboard.search.query;

import java.util.Arrays;

/** Where the words of a text are, and which of them are marked. Not thread-safe. */
final class WordSpans {
  private int[] from = new int[64];
  private int[] to = new int[64];
  private boolean[] marked = new boolean[64];
  private int count;
  private int firstMarked = -1;

  /** Forgets all words. */
  void clear() {
    count = 0;
    firstMarked = -1;
  }

  void add(int start, int end, boolean mark) {
    if (count == from.length) {
      from = Arrays.copyOf(from, count * 2);
      to = Arrays.copyOf(to, count * 2);
      marked = Arrays.copyOf(marked, count * 2);
    }
    from[count] = start;
    to[count] = end;
    marked[count] = mark;
    if (mark && firstMarked < 0) {
      firstMarked = count;
    }
    count++;
  }

  int count() {
    return count;
  }

  int from(int word) {
    return from[word];
  }

  int to(int word) {
    return to[word];
  }

  boolean isMarked(int word) {
    return marked[word];
  }

  /** Returns the first marked word, or −1. */
  int firstMarked() {
    return firstMarked;
  }
}
