package dev.callboard.catalog.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.UUID;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** Gives the matching documents of one segment, one after the other, in some order. */
interface DocSource {
  /** What {@link #next} returns when there is no more. */
  int END = -1;

  /** Returns the next document, or {@link #END}. */
  int next();

  static DocSource byUid(Segment segment, RoaringBitmap documents, boolean descending, UUID after) {
    if (!descending) {
      PeekableIntIterator ascending = documents.getIntIterator();
      if (after != null) {
        ascending.advanceIfNeeded(segment.countBefore(after, true));
      }
      return () -> ascending.hasNext() ? ascending.next() : END;
    }
    int end = after == null ? segment.size() : segment.countBefore(after, false);
    RoaringBitmap before = end == segment.size() ? documents : documents.clone();
    if (before != documents) {
      before.remove((long) end, segment.size());
    }
    IntIterator reverse = before.getReverseIntIterator();
    return () -> reverse.hasNext() ? reverse.next() : END;
  }

  static DocSource byOrder(
      Segment segment,
      RoaringBitmap documents,
      SortedOrder order,
      boolean descending,
      ValuePosition after,
      int expected) {
    int from = 0;
    int to = order.size();
    if (after != null) {
      byte[] value = after.value().getBytes(UTF_8);
      // Both ends are positions among all documents, so it does not matter whether the place that
      // the cursor names is taken, gone or elsewhere.
      if (descending) {
        to = order.countBefore(value, after.uid(), false, segment);
      } else {
        from = order.countBefore(value, after.uid(), true, segment);
      }
    }
    long matching = documents.getLongCardinality();
    boolean fewMatches = (double) expected * order.size() >= 3.0 * matching * matching;
    return fewMatches
        ? ranked(documents, order, descending, from, to)
        : walked(documents, order, descending, from, to);
  }

  private static DocSource walked(
      RoaringBitmap documents, SortedOrder order, boolean descending, int from, int to) {
    return new DocSource() {
      private int position = descending ? to : from - 1;

      @Override
      public int next() {
        if (descending) {
          while (--position >= from) {
            if (documents.contains(order.doc(position))) {
              return order.doc(position);
            }
          }
        } else {
          while (++position < to) {
            if (documents.contains(order.doc(position))) {
              return order.doc(position);
            }
          }
        }
        return END;
      }
    };
  }

  private static DocSource ranked(
      RoaringBitmap documents, SortedOrder order, boolean descending, int from, int to) {
    int[] positions = new int[documents.getCardinality()];
    int size = 0;
    for (PeekableIntIterator all = documents.getIntIterator(); all.hasNext(); ) {
      int doc = all.next();
      if (order.has(doc) && order.position(doc) >= from && order.position(doc) < to) {
        positions[size++] = order.position(doc);
      }
    }
    Arrays.sort(positions, 0, size);
    int count = size;
    return new DocSource() {
      private int taken;

      @Override
      public int next() {
        if (taken == count) {
          return END;
        }
        int position = positions[descending ? count - 1 - taken : taken];
        taken++;
        return order.doc(position);
      }
    };
  }
}
