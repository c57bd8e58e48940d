package dev.callboard.catalog.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a segment of entities. */
final class SegmentBuilder {
  private static final Comparator<IndexedEntity> BY_UID =
      (a, b) ->
          Segment.compare(
              a.uid().getMostSignificantBits(),
              a.uid().getLeastSignificantBits(),
              b.uid().getMostSignificantBits(),
              b.uid().getLeastSignificantBits());

  private SegmentBuilder() {}

  static Segment build(Collection<IndexedEntity> entities) {
    List<IndexedEntity> sorted = new ArrayList<>(entities);
    sorted.sort(BY_UID);
    int size = sorted.size();
    long[] uidHigh = new long[size];
    long[] uidLow = new long[size];
    byte[][] json = new byte[size][];
    List<List<String>> parents = new ArrayList<>(size);
    ColumnBuilder refs = new ColumnBuilder();
    ColumnSet set = new ColumnSet();
    for (int doc = 0; doc < size; doc++) {
      IndexedEntity entity = sorted.get(doc);
      uidHigh[doc] = entity.uid().getMostSignificantBits();
      uidLow[doc] = entity.uid().getLeastSignificantBits();
      json[doc] = entity.json();
      parents.add(entity.parents());
      refs.add(entity.ref().getBytes(UTF_8), false, doc);
      set.add(entity.entity(), doc);
    }
    Map<String, Column> columns = new HashMap<>();
    Map<String, Column> items = new HashMap<>();
    set.build(size, columns, items);
    return new Segment(uidHigh, uidLow, json, parents, refs.build(size), columns, items);
  }
}
