package dev.callboard.catalog.index;

import java.util.ArrayList;
import java.util.List;

/** The order by several keys; whatever the direction, what lacks a key comes last. */
final class NullsLastOrder implements DocOrder {
  private final List<Segment> segments;
  private final List<SortKey> keys;

  /** Per key, per segment; null where no document of the segment has the key. */
  private final List<List<SortedOrder>> orders = new ArrayList<>();

  NullsLastOrder(List<Segment> segments, List<SortKey> keys) {
    this.segments = segments;
    this.keys = keys;
    for (SortKey key : keys) {
      List<SortedOrder> perSegment = new ArrayList<>();
      for (Segment segment : segments) {
        Column column = segment.column(key.key());
        perSegment.add(column == null ? null : column.order());
      }
      orders.add(perSegment);
    }
  }

  @Override
  public int compare(int segment, int doc, int otherSegment, int otherDoc) {
    for (int k = 0; k < keys.size(); k++) {
      SortedOrder order = orders.get(k).get(segment);
      SortedOrder other = orders.get(k).get(otherSegment);
      boolean has = order != null && order.has(doc);
      boolean otherHas = other != null && other.has(otherDoc);
      if (has != otherHas) {
        return has ? -1 : 1;
      }
      int compared =
          has ? order.values().compare(order.value(doc), other.values(), other.value(otherDoc)) : 0;
      if (compared != 0) {
        return keys.get(k).descending() ? -compared : compared;
      }
    }
    return segments.get(segment).compareUid(doc, segments.get(otherSegment), otherDoc);
  }
}
