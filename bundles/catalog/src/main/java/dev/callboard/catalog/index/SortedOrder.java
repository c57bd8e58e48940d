package dev.callboard.catalog.index;

import java.util.Arrays;
import java.util.UUID;

/**
 * The documents of a column in the order of their values, equal values in the order of documents. A
 * document with several values stands at the smallest.
 */
final class SortedOrder {
  private static final int NONE = -1;

  private final ByteStrings lowers;
  private final int[] docs;
  private final int[] positions;
  private final int[] valueOf;

  private SortedOrder(ByteStrings lowers, int[] docs, int[] positions, int[] valueOf) {
    this.lowers = lowers;
    this.docs = docs;
    this.positions = positions;
    this.valueOf = valueOf;
  }

  static SortedOrder of(Column column) {
    ByteStrings lowers = column.lowers();
    int[] sorted = OrdinalSort.sort(lowers);
    int[] docs = new int[column.docCount()];
    int[] positions = new int[column.docCount()];
    int[] valueOf = new int[column.docCount()];
    Arrays.fill(positions, NONE);
    int size = 0;
    int at = 0;
    while (at < sorted.length) {
      int groupStart = size;
      int first = sorted[at];
      // Values that differ by case only sort as one.
      for (; at < sorted.length && lowers.compare(sorted[at], lowers, first) == 0; at++) {
        for (int p = column.from(sorted[at]); p < column.from(sorted[at] + 1); p++) {
          int doc = column.doc(p);
          if (positions[doc] == NONE) {
            positions[doc] = 0;
            valueOf[doc] = first;
            docs[size++] = doc;
          }
        }
      }
      if (column.mixedCase()) {
        Arrays.sort(docs, groupStart, size);
      }
      for (int i = groupStart; i < size; i++) {
        positions[docs[i]] = i;
      }
    }
    return new SortedOrder(lowers, Arrays.copyOf(docs, size), positions, valueOf);
  }

  int size() {
    return docs.length;
  }

  int doc(int position) {
    return docs[position];
  }

  /** Returns where a document stands; it must have a value. */
  int position(int doc) {
    return positions[doc];
  }

  boolean has(int doc) {
    return positions[doc] != NONE;
  }

  ByteStrings values() {
    return lowers;
  }

  /** Returns the number, among {@link #values}, of the value that a document stands at. */
  int value(int doc) {
    return valueOf[doc];
  }

  /** Returns how many documents stand before the value and uid, or at it when inclusive. */
  int countBefore(byte[] value, UUID uid, boolean inclusive, Segment segment) {
    int low = 0;
    int high = docs.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int compared = lowers.compare(valueOf[docs[middle]], value);
      if (compared == 0) {
        compared = segment.compareUid(docs[middle], uid);
      }
      if (compared < 0 || (inclusive && compared == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
