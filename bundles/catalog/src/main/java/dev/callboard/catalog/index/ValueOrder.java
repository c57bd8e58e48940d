package dev.callboard.catalog.index;

import java.util.List;

/** The order of values, then of uids. Documents without a value are not compared. */
record ValueOrder(List<Segment> segments, List<SortedOrder> orders) implements DocOrder {
  @Override
  public int compare(int segment, int doc, int otherSegment, int otherDoc) {
    SortedOrder order = orders.get(segment);
    SortedOrder other = orders.get(otherSegment);
    int byValue = order.values().compare(order.value(doc), other.values(), other.value(otherDoc));
    return byValue != 0
        ? byValue
        : segments.get(segment).compareUid(doc, segments.get(otherSegment), otherDoc);
  }
}
