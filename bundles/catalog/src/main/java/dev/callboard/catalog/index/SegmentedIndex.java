package dev.callboard.catalog.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The index: readers take the current snapshot and never wait; writers take turns. Every batch
 * makes a small segment and marks what it replaces as dead; merges keep the number of segments low.
 */
final class SegmentedIndex {
  /** A merge that is not visible yet. */
  record PreparedMerge(List<Segment> sources, SegmentMerger merger) {}

  private volatile Snapshot current = Snapshot.EMPTY;

  /** Held by whoever replaces the snapshot. */
  private final Object writer = new Object();

  /** Held during a merge: one at a time. Taken before {@link #writer}, never the other way. */
  private final Object merger = new Object();

  Snapshot snapshot() {
    return current;
  }

  void apply(Collection<IndexedEntity> upserts, Collection<String> removedRefs) {
    Map<String, IndexedEntity> latest = new LinkedHashMap<>();
    upserts.forEach(entity -> latest.put(entity.ref(), entity));
    // Made before the lock is taken: it is the larger part of the work.
    Segment added = latest.isEmpty() ? null : SegmentBuilder.build(latest.values());
    Set<String> replaced = new HashSet<>(latest.keySet());
    replaced.addAll(removedRefs);
    synchronized (writer) {
      List<EntityHandle> removed = new ArrayList<>();
      for (String ref : replaced) {
        current.byRef(ref).ifPresent(removed::add);
      }
      if (added == null && removed.isEmpty()) {
        return;
      }
      List<Segment> segments = new ArrayList<>(current.segments());
      List<RoaringBitmap> deleted = mark(segments, current.deleted(), removed);
      if (added != null) {
        segments.add(added);
        deleted.add(null);
      }
      current =
          new Snapshot(
              current.generation() + 1, segments, deleted, current.facets().after(removed, added));
    }
  }

  /** Merges what the policy says, once; returns whether there was anything to merge. */
  boolean merge() {
    synchronized (merger) {
      Optional<PreparedMerge> prepared = prepareMerge();
      prepared.ifPresent(this::finishMerge);
      return prepared.isPresent();
    }
  }

  /** Does the long part of a merge, while readers and writers go on. */
  Optional<PreparedMerge> prepareMerge() {
    Snapshot before = current;
    List<Integer> chosen = MergePolicy.choose(before);
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    List<Segment> sources = chosen.stream().map(before.segments()::get).toList();
    List<RoaringBitmap> dead = new ArrayList<>();
    chosen.forEach(i -> dead.add(before.deleted().get(i)));
    return Optional.of(new PreparedMerge(sources, new SegmentMerger(sources, dead)));
  }

  /** Puts the merged segment in the place of its sources; what died meanwhile is dead in it too. */
  void finishMerge(PreparedMerge merge) {
    synchronized (writer) {
      current = replace(merge.sources(), merge.merger());
    }
  }

  private Snapshot replace(List<Segment> sources, SegmentMerger merge) {
    List<Segment> segments = new ArrayList<>();
    List<RoaringBitmap> deleted = new ArrayList<>();
    RoaringBitmap deadMeanwhile = new RoaringBitmap();
    for (int i = 0; i < current.segments().size(); i++) {
      Segment segment = current.segments().get(i);
      int source = sources.indexOf(segment);
      if (source < 0) {
        segments.add(segment);
        deleted.add(current.deleted().get(i));
      } else if (current.deleted().get(i) != null) {
        renumber(current.deleted().get(i), source, merge, deadMeanwhile);
      }
    }
    if (merge.merged().size() > 0) {
      segments.add(0, merge.merged());
      deleted.add(0, deadMeanwhile.isEmpty() ? null : deadMeanwhile);
    }
    return new Snapshot(current.generation(), segments, deleted, current.facets().same());
  }

  private static void renumber(
      RoaringBitmap dead, int source, SegmentMerger merge, RoaringBitmap into) {
    for (IntIterator docs = dead.getIntIterator(); docs.hasNext(); ) {
      int doc = merge.renumbered(source, docs.next());
      if (doc >= 0) {
        into.add(doc);
      }
    }
  }

  private static List<RoaringBitmap> mark(
      List<Segment> segments, List<RoaringBitmap> deleted, List<EntityHandle> removed) {
    List<RoaringBitmap> marked = new ArrayList<>(deleted);
    Set<Integer> copied = new HashSet<>();
    for (EntityHandle entity : removed) {
      int segment = segments.indexOf(entity.segment());
      if (copied.add(segment)) {
        RoaringBitmap known = marked.get(segment);
        marked.set(
            segment,
            Optional.ofNullable(known).map(RoaringBitmap::clone).orElseGet(RoaringBitmap::new));
      }
      marked.get(segment).add(entity.doc());
    }
    return marked;
  }
}
