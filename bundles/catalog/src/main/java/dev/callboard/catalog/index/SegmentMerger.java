package dev.callboard.catalog.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;

/** Makes one segment of several and leaves out what is dead, without looking at JSON again. */
final class SegmentMerger {
  private final List<Segment> sources;
  private final int[][] renumbered;
  private final Segment merged;

  /**
   * Merges.
   *
   * @param sources the segments
   * @param deleted the dead documents of each, null for none
   */
  SegmentMerger(List<Segment> sources, List<RoaringBitmap> deleted) {
    this.sources = sources;
    this.renumbered = new int[sources.size()][];
    for (int s = 0; s < renumbered.length; s++) {
      renumbered[s] = new int[sources.get(s).size()];
      Arrays.fill(renumbered[s], -1);
    }
    this.merged = merge(deleted);
  }

  Segment merged() {
    return merged;
  }

  /** Returns the number that a document of a source has now, or -1 when it was dead. */
  int renumbered(int source, int doc) {
    return renumbered[source][doc];
  }

  private Segment merge(List<RoaringBitmap> deleted) {
    Matches live = Matches.live(sources, deleted);
    int size = Math.toIntExact(live.count());
    long[] uidHigh = new long[size];
    long[] uidLow = new long[size];
    byte[][] json = new byte[size][];
    List<List<String>> parents = new ArrayList<>(size);
    ColumnBuilder refs = new ColumnBuilder();
    Walk walk = live.byUid(false, null);
    for (int doc = 0; walk.next(); doc++) {
      Segment source = sources.get(walk.segmentNumber());
      UUID uid = source.uid(walk.doc());
      uidHigh[doc] = uid.getMostSignificantBits();
      uidLow[doc] = uid.getLeastSignificantBits();
      json[doc] = source.json(walk.doc());
      parents.add(source.parents(walk.doc()));
      refs.add(source.refs().original(walk.doc()), false, doc);
      renumbered[walk.segmentNumber()][walk.doc()] = doc;
    }
    Map<String, Column> columns = new HashMap<>();
    Map<String, Column> items = new HashMap<>();
    mergeColumns(size, columns, items);
    return new Segment(uidHigh, uidLow, json, parents, refs.build(size), columns, items);
  }

  private void mergeColumns(int size, Map<String, Column> columns, Map<String, Column> items) {
    Set<String> keys = new HashSet<>();
    sources.forEach(source -> keys.addAll(source.columns().keySet()));
    for (String key : keys) {
      Column values = column(size, sources.stream().map(s -> s.columns().get(key)).toList());
      if (values.exists().isEmpty()) {
        continue;
      }
      columns.put(key, values);
      List<Column> itemColumns = sources.stream().map(s -> s.items().get(key)).toList();
      if (itemColumns.stream().allMatch(column -> column == null)) {
        continue;
      }
      boolean shared = sources.stream().allMatch(s -> s.items().get(key) == s.columns().get(key));
      items.put(key, shared ? values : column(size, itemColumns));
    }
  }

  private Column column(int size, List<Column> columns) {
    ColumnBuilder builder = new ColumnBuilder();
    for (int s = 0; s < columns.size(); s++) {
      if (columns.get(s) != null) {
        builder.addAll(columns.get(s), renumbered[s]);
      }
    }
    return builder.build(size);
  }
}
