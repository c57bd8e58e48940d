package dev.callboard.catalog.index;

import java.util.List;

/** The order of uids. */
record UidOrder(List<Segment> segments) implements DocOrder {
  @Override
  public int compare(int segment, int doc, int otherSegment, int otherDoc) {
    return segments.get(segment).compareUid(doc, segments.get(otherSegment), otherDoc);
  }
}
