package dev.callboard.catalog.index;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * The values that the documents of a segment have for one key. Values are numbered; each has its
 * documents in ascending order. Immutable; what is derived (bitmaps, orders) is made on first use
 * and kept. Bitmaps given out are shared: never change them.
 */
final class Column {
  /** Below this many documents a bitmap is made anew each time. */
  private static final int KEPT_BITMAP = 128;

  private final ByteStrings originals;
  private final ByteStrings lowers;
  private final int[] starts;
  private final int[] docs;
  private final int[] nulls;
  private final int docCount;
  private final int[] table;
  private volatile AtomicReferenceArray<RoaringBitmap> bitmaps;
  private volatile RoaringBitmap valued;
  private volatile RoaringBitmap exists;
  private volatile SortedOrder order;
  private volatile ForwardValues forward;

  Column(
      ByteStrings originals,
      ByteStrings lowers,
      int[] starts,
      int[] docs,
      int[] nulls,
      int docCount) {
    this.originals = originals;
    this.lowers = lowers;
    this.starts = starts;
    this.docs = docs;
    this.nulls = nulls;
    this.docCount = docCount;
    this.table = hashTable(lowers);
  }

  /** Returns the number of distinct values; those that differ by case count each. */
  int values() {
    return originals.size();
  }

  int postings() {
    return docs.length;
  }

  byte[] original(int value) {
    return originals.copy(value);
  }

  String originalText(int value) {
    return originals.text(value);
  }

  ByteStrings lowers() {
    return lowers;
  }

  boolean mixedCase() {
    return lowers != originals;
  }

  /** Returns where the documents of a value start; those of the next one start where they end. */
  int from(int value) {
    return starts[value];
  }

  int doc(int at) {
    return docs[at];
  }

  int[] nulls() {
    return nulls;
  }

  int docCount() {
    return docCount;
  }

  int frequency(int value) {
    return starts[value + 1] - starts[value];
  }

  /** Returns how many documents of a value have their bit set. */
  int count(int value, long[] bits) {
    int count = 0;
    for (int at = starts[value]; at < starts[value + 1]; at++) {
      int doc = docs[at];
      count += (int) (bits[doc >>> 6] >>> doc) & 1;
    }
    return count;
  }

  /** Tells the numbers of the values whose lower-case form is this one. */
  void find(byte[] lower, IntConsumer found) {
    int slot = ByteStrings.hash(lower, 0, lower.length) & (table.length - 1);
    while (table[slot] != 0) {
      int value = table[slot] - 1;
      if (lowers.equal(value, lower)) {
        found.accept(value);
      }
      slot = (slot + 1) & (table.length - 1);
    }
  }

  /** Returns whether {@link #bitmap} of this value is made once only. */
  boolean keepsBitmap(int value) {
    return frequency(value) > KEPT_BITMAP;
  }

  RoaringBitmap bitmap(int value) {
    if (!keepsBitmap(value)) {
      return newBitmap(value);
    }
    AtomicReferenceArray<RoaringBitmap> kept = bitmaps;
    if (kept == null) {
      kept = new AtomicReferenceArray<>(values());
      bitmaps = kept;
    }
    RoaringBitmap bitmap = kept.get(value);
    if (bitmap == null) {
      bitmap = newBitmap(value);
      kept.set(value, bitmap);
    }
    return bitmap;
  }

  /** Returns the documents that have one of these values. */
  RoaringBitmap union(IntList values) {
    if (values.size() == 0) {
      return new RoaringBitmap();
    }
    if (values.size() == 1) {
      return bitmap(values.get(0));
    }
    DocCollector collector = new DocCollector(docCount);
    for (int i = 0; i < values.size(); i++) {
      int value = values.get(i);
      collector.addAll(docs, starts[value], starts[value + 1]);
    }
    return collector.bitmap();
  }

  /** Returns the documents that have a value that is not null. */
  RoaringBitmap valued() {
    RoaringBitmap bitmap = valued;
    if (bitmap == null) {
      DocCollector collector = new DocCollector(docCount);
      collector.addAll(docs, 0, docs.length);
      bitmap = collector.bitmap();
      valued = bitmap;
    }
    return bitmap;
  }

  /** Returns the documents that have the key. */
  RoaringBitmap exists() {
    if (nulls.length == 0) {
      return valued();
    }
    RoaringBitmap bitmap = exists;
    if (bitmap == null) {
      bitmap = RoaringBitmap.or(valued(), RoaringBitmap.bitmapOf(nulls));
      exists = bitmap;
    }
    return bitmap;
  }

  SortedOrder order() {
    SortedOrder sorted = order;
    if (sorted == null) {
      sorted = SortedOrder.of(this);
      order = sorted;
    }
    return sorted;
  }

  ForwardValues forward() {
    ForwardValues made = forward;
    if (made == null) {
      made = ForwardValues.of(this);
      forward = made;
    }
    return made;
  }

  private RoaringBitmap newBitmap(int value) {
    return RoaringBitmap.bitmapOf(Arrays.copyOfRange(docs, starts[value], starts[value + 1]));
  }

  private static int[] hashTable(ByteStrings lowers) {
    int[] table = new int[Math.max(4, Integer.highestOneBit(lowers.size()) * 4)];
    for (int i = 0; i < lowers.size(); i++) {
      int slot = lowers.hash(i) & (table.length - 1);
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = i + 1;
    }
    return table;
  }
}
