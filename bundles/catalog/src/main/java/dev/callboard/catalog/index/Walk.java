package dev.callboard.catalog.index;

import java.util.List;

/** Walks over the documents of several segments in one order. For one thread. */
public final class Walk {
  private final List<Segment> segments;
  private final List<DocSource> sources;
  private final DocOrder order;
  private final int sign;
  private final int[] heads;
  private int current = -1;
  private int doc;

  Walk(List<Segment> segments, List<DocSource> sources, DocOrder order, boolean descending) {
    this.segments = segments;
    this.sources = sources;
    this.order = order;
    this.sign = descending ? -1 : 1;
    this.heads = new int[sources.size()];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = sources.get(i).next();
    }
  }

  /** Moves to the next document; returns false at the end. */
  public boolean next() {
    int best = -1;
    for (int i = 0; i < heads.length; i++) {
      if (heads[i] != DocSource.END
          && (best < 0 || sign * order.compare(i, heads[i], best, heads[best]) < 0)) {
        best = i;
      }
    }
    if (best < 0) {
      return false;
    }
    current = best;
    doc = heads[best];
    heads[best] = sources.get(best).next();
    return true;
  }

  /** Returns the document that the walk is at. */
  public EntityHandle entity() {
    return new EntityHandle(segments.get(current), doc);
  }

  int segmentNumber() {
    return current;
  }

  int doc() {
    return doc;
  }
}
