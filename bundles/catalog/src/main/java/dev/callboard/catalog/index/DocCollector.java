package dev.callboard.catalog.index;

import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** Collects documents in any order, to make one bitmap of them at the end. */
final class DocCollector {
  private final long[] words;

  DocCollector(int docCount) {
    words = new long[(docCount + 63) >>> 6];
  }

  void addAll(int[] docs, int from, int to) {
    for (int at = from; at < to; at++) {
      words[docs[at] >>> 6] |= 1L << docs[at];
    }
  }

  RoaringBitmap bitmap() {
    return BitSetUtil.bitmapOf(words);
  }
}
