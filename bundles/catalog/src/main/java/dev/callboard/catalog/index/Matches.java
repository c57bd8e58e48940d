package dev.callboard.catalog.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;

/** The live documents of a snapshot that match something. Immutable and thread-safe. */
public final class Matches {
  private final List<Segment> segments;
  private final List<RoaringBitmap> documents;

  Matches(List<Segment> segments, List<RoaringBitmap> documents) {
    this.segments = segments;
    this.documents = documents;
  }

  static Matches live(List<Segment> segments, List<RoaringBitmap> deleted) {
    List<RoaringBitmap> live = new ArrayList<>(segments.size());
    for (int i = 0; i < segments.size(); i++) {
      RoaringBitmap all = segments.get(i).all();
      live.add(deleted.get(i) == null ? all : RoaringBitmap.andNot(all, deleted.get(i)));
    }
    return new Matches(segments, live);
  }

  /** Returns how many documents match. */
  public long count() {
    long count = 0;
    for (RoaringBitmap bits : documents) {
      count += bits.getLongCardinality();
    }
    return count;
  }

  /** Returns whether a document is among them. */
  public boolean contains(EntityHandle entity) {
    int segment = segments.indexOf(entity.segment());
    return segment >= 0 && documents.get(segment).contains(entity.doc());
  }

  /** Returns those that have a value, other than null, for the key, given in lower case. */
  public Matches having(String key) {
    List<RoaringBitmap> having = new ArrayList<>(documents.size());
    for (int i = 0; i < documents.size(); i++) {
      having.add(RoaringBitmap.and(documents.get(i), segments.get(i).valued(key)));
    }
    return new Matches(segments, having);
  }

  /** Returns those that have no value, or null, for the key, given in lower case. */
  public Matches lacking(String key) {
    List<RoaringBitmap> lacking = new ArrayList<>(documents.size());
    for (int i = 0; i < documents.size(); i++) {
      lacking.add(RoaringBitmap.andNot(documents.get(i), segments.get(i).valued(key)));
    }
    return new Matches(segments, lacking);
  }

  /**
   * Walks in the order of uids.
   *
   * @param descending whether to walk backwards
   * @param after where to start, itself excluded, or null for the start
   */
  public Walk byUid(boolean descending, UUID after) {
    List<DocSource> sources = new ArrayList<>(segments.size());
    for (int i = 0; i < segments.size(); i++) {
      sources.add(DocSource.byUid(segments.get(i), documents.get(i), descending, after));
    }
    return new Walk(segments, sources, new UidOrder(segments), descending);
  }

  /**
   * Walks in the order of the values of a key, equal ones in the order of uids. What has no value
   * is passed over.
   *
   * @param key in lower case
   * @param descending whether to walk backwards
   * @param after where to start, itself excluded, or null for the start
   * @param expected about how many will be taken
   */
  public Walk byValue(String key, boolean descending, ValuePosition after, int expected) {
    return byOrder(
        segments.stream()
            .map(segment -> segment.column(key))
            .map(column -> column == null ? null : column.order())
            .toList(),
        descending,
        after,
        expected);
  }

  /** Walks in the order of entity references. */
  public Walk byRef(int expected) {
    return byOrder(segments.stream().map(s -> s.refs().order()).toList(), false, null, expected);
  }

  /**
   * Walks in the order of several keys, then of uids. What lacks a key comes last. Sorts all that
   * matches first, so one key is better walked by {@link #byValue}.
   */
  public Walk byValues(List<SortKey> keys) {
    DocOrder order = new NullsLastOrder(segments, keys);
    List<DocSource> sources = new ArrayList<>(segments.size());
    for (int i = 0; i < segments.size(); i++) {
      int segment = i;
      PrimitiveIterator.OfInt sorted =
          Arrays.stream(documents.get(i).toArray())
              .boxed()
              .sorted((a, b) -> order.compare(segment, a, segment, b))
              .mapToInt(Integer::intValue)
              .iterator();
      sources.add(() -> sorted.hasNext() ? sorted.nextInt() : DocSource.END);
    }
    return new Walk(segments, sources, order, false);
  }

  private Walk byOrder(
      List<SortedOrder> orders, boolean descending, ValuePosition after, int expected) {
    List<DocSource> sources = new ArrayList<>(segments.size());
    for (int i = 0; i < segments.size(); i++) {
      sources.add(
          orders.get(i) == null
              ? () -> DocSource.END
              : DocSource.byOrder(
                  segments.get(i), documents.get(i), orders.get(i), descending, after, expected));
    }
    return new Walk(segments, sources, new ValueOrder(segments, orders), descending);
  }

  List<RoaringBitmap> documents() {
    return documents;
  }
}
