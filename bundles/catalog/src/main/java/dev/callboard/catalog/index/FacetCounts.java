package dev.callboard.catalog.index;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/** Counts documents per value. */
final class FacetCounts {
  /** A value of so many documents has a bitmap that is counted in words, not one by one. */
  private static final int DENSE = 1 << 15;

  private FacetCounts() {}

  /** Counts what is live. */
  static SortedMap<String, Integer> live(
      String key, List<Segment> segments, List<RoaringBitmap> deleted) {
    SortedMap<String, Integer> counts = new TreeMap<>(Utf8Order.INSTANCE);
    for (int i = 0; i < segments.size(); i++) {
      Column column = segments.get(i).column(key);
      if (column == null) {
        continue;
      }
      int[] dead = deleted.get(i) == null ? null : forward(column, deleted.get(i));
      for (int value = 0; value < column.values(); value++) {
        add(counts, column, value, column.frequency(value) - (dead == null ? 0 : dead[value]));
      }
    }
    return counts;
  }

  /** Counts what matches. */
  static SortedMap<String, Integer> matching(String key, List<Segment> segments, Matches matches) {
    SortedMap<String, Integer> counts = new TreeMap<>(Utf8Order.INSTANCE);
    for (int i = 0; i < segments.size(); i++) {
      Column column = segments.get(i).column(key);
      RoaringBitmap documents = matches.documents().get(i);
      if (column == null || documents.isEmpty()) {
        continue;
      }
      int[] found = count(column, documents);
      for (int value = 0; value < found.length; value++) {
        add(counts, column, value, found[value]);
      }
    }
    return counts;
  }

  private static void add(SortedMap<String, Integer> counts, Column column, int value, int count) {
    if (count > 0) {
      counts.merge(column.originalText(value), count, Integer::sum);
    }
  }

  private static int[] count(Column column, RoaringBitmap documents) {
    if (documents.getLongCardinality() * 8 < column.postings()) {
      return forward(column, documents);
    }
    long[] bits = bits(documents, column.docCount());
    int[] counts = new int[column.values()];
    for (int value = 0; value < counts.length; value++) {
      counts[value] =
          column.frequency(value) >= DENSE
              ? RoaringBitmap.andCardinality(column.bitmap(value), documents)
              : column.count(value, bits);
    }
    return counts;
  }

  private static long[] bits(RoaringBitmap documents, int docCount) {
    long[] bits = new long[(docCount + 63) >>> 6];
    documents.forEach((int doc) -> bits[doc >>> 6] |= 1L << doc);
    return bits;
  }

  private static int[] forward(Column column, RoaringBitmap documents) {
    int[] counts = new int[column.values()];
    ForwardValues values = column.forward();
    for (IntIterator docs = documents.getIntIterator(); docs.hasNext(); ) {
      values.of(docs.next(), value -> counts[value]++);
    }
    return counts;
  }
}
