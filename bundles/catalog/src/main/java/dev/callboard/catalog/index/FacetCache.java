package dev.callboard.catalog.index;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * The counts, over all entities of one snapshot, of the facets that were asked for. The next
 * snapshot's cache is made of this one's by what changed, so the counts stay exact and are not
 * counted again.
 */
final class FacetCache {
  /** Keeping the counts up to date costs each batch of changes a little per facet and value. */
  private static final int MAX_FACETS = 32;

  private static final int MAX_VALUES = 2_000;

  private final Map<String, SortedMap<String, Integer>> counts = new ConcurrentHashMap<>();

  SortedMap<String, Integer> counts(
      String key, List<Segment> segments, List<RoaringBitmap> deleted) {
    SortedMap<String, Integer> known = counts.get(key);
    if (known != null) {
      return known;
    }
    SortedMap<String, Integer> made =
        Collections.unmodifiableSortedMap(FacetCounts.live(key, segments, deleted));
    boolean plain = segments.stream().noneMatch(segment -> segment.hasItems(key));
    if (plain && made.size() <= MAX_VALUES && counts.size() < MAX_FACETS) {
      counts.put(key, made);
    }
    return made;
  }

  /**
   * Returns the cache of the snapshot that differs by these changes.
   *
   * @param removed documents that were live
   * @param added a new segment, or null
   */
  FacetCache after(List<EntityHandle> removed, Segment added) {
    FacetCache next = new FacetCache();
    counts.forEach(
        (key, known) -> {
          if (added == null || !added.hasItems(key)) {
            SortedMap<String, Integer> changed = change(key, known, removed, added);
            if (changed.size() <= MAX_VALUES) {
              next.counts.put(key, changed);
            }
          }
        });
    return next;
  }

  /** Returns a cache with the same counts, for segments that hold the same entities. */
  FacetCache same() {
    FacetCache next = new FacetCache();
    next.counts.putAll(counts);
    return next;
  }

  private static SortedMap<String, Integer> change(
      String key, SortedMap<String, Integer> known, List<EntityHandle> removed, Segment added) {
    SortedMap<String, Integer> changed = new TreeMap<>(known);
    for (EntityHandle entity : removed) {
      Column column = entity.segment().columns().get(key);
      if (column != null) {
        column
            .forward()
            .of(
                entity.doc(),
                value -> changed.merge(column.originalText(value), -1, FacetCache::sum));
      }
    }
    Column column = added == null ? null : added.columns().get(key);
    for (int value = 0; column != null && value < column.values(); value++) {
      changed.merge(column.originalText(value), column.frequency(value), FacetCache::sum);
    }
    return Collections.unmodifiableSortedMap(changed);
  }

  private static Integer sum(int a, int b) {
    return a + b == 0 ? null : Integer.valueOf(a + b);
  }
}
