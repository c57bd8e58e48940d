package dev.callboard.catalog.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * The catalog at one moment. Take it once per request. Immutable and thread-safe; nothing has to be
 * closed.
 */
public final class Snapshot {
  static final Snapshot EMPTY = new Snapshot(0, List.of(), List.of(), new FacetCache());

  private final long generation;
  private final List<Segment> segments;
  private final List<RoaringBitmap> deleted;
  private final FacetCache facets;

  /**
   * Makes a snapshot.
   *
   * @param generation how many batches went into it
   * @param deleted the dead documents of each segment, null for none
   */
  Snapshot(
      long generation, List<Segment> segments, List<RoaringBitmap> deleted, FacetCache facets) {
    this.generation = generation;
    this.segments = segments;
    this.deleted = deleted;
    this.facets = facets;
  }

  /**
   * Returns a number that grows with each batch of this index: two snapshots of it with the same
   * number hold the same entities.
   */
  public long generation() {
    return generation;
  }

  /** Returns how many entities there are. */
  public long size() {
    return all().count();
  }

  /** Returns all entities. */
  public Matches all() {
    return Matches.live(segments, deleted);
  }

  /**
   * Returns the live documents among those that a condition gives for each segment.
   *
   * @param condition returns a bitmap, which is not changed
   */
  public Matches where(Function<Segment, RoaringBitmap> condition) {
    List<RoaringBitmap> found = new ArrayList<>(segments.size());
    for (int i = 0; i < segments.size(); i++) {
      RoaringBitmap bits = condition.apply(segments.get(i));
      found.add(deleted.get(i) == null ? bits : RoaringBitmap.andNot(bits, deleted.get(i)));
    }
    return new Matches(segments, found);
  }

  /** Returns the entity with this canonical reference. */
  public Optional<EntityHandle> byRef(String ref) {
    return find(segment -> segment.byRef(ref));
  }

  /** Returns the entity with this uid. */
  public Optional<EntityHandle> byUid(UUID uid) {
    return find(segment -> segment.byUid(uid));
  }

  /**
   * Counts the entities per value of a key, in the values' original case, in the order of their
   * bytes. An entity counts once per value.
   *
   * @param key in lower case
   */
  public SortedMap<String, Integer> facet(String key) {
    return facets.counts(key, segments, deleted);
  }

  /** Counts, as {@link #facet(String)}, only those that match. */
  public SortedMap<String, Integer> facet(String key, Matches matches) {
    return FacetCounts.matching(key, segments, matches);
  }

  /**
   * Returns the same catalog with other forms of some entities. What has been looked up in this one
   * is used again for all that stays.
   *
   * @param refs references that are taken out; unknown ones are passed over
   * @param forms what comes in; nothing of theirs may be left in
   */
  public Snapshot replacing(Collection<String> refs, Collection<IndexedEntity> forms) {
    List<Segment> segments = new ArrayList<>(this.segments);
    List<RoaringBitmap> deleted = new ArrayList<>(this.deleted);
    for (int i = 0; i < segments.size(); i++) {
      RoaringBitmap dead = deleted.get(i) == null ? new RoaringBitmap() : deleted.get(i).clone();
      for (String ref : refs) {
        int doc = segments.get(i).byRef(ref);
        if (doc >= 0) {
          dead.add(doc);
        }
      }
      deleted.set(i, dead.isEmpty() ? null : dead);
    }
    if (!forms.isEmpty()) {
      segments.add(SegmentBuilder.build(forms));
      deleted.add(null);
    }
    return new Snapshot(generation, segments, deleted, new FacetCache());
  }

  /** Returns the references of everything in it. */
  Set<String> refs() {
    Set<String> refs = new HashSet<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      RoaringBitmap dead = deleted.get(i);
      for (int doc = 0; doc < segment.size(); doc++) {
        if (dead == null || !dead.contains(doc)) {
          refs.add(segment.ref(doc));
        }
      }
    }
    return refs;
  }

  List<Segment> segments() {
    return segments;
  }

  List<RoaringBitmap> deleted() {
    return deleted;
  }

  FacetCache facets() {
    return facets;
  }

  private Optional<EntityHandle> find(Function<Segment, Integer> lookup) {
    // The newest first: what is asked for is often what has just changed.
    for (int i = segments.size() - 1; i >= 0; i--) {
      int doc = lookup.apply(segments.get(i));
      if (doc >= 0 && (deleted.get(i) == null || !deleted.get(i).contains(doc))) {
        return Optional.of(new EntityHandle(segments.get(i), doc));
      }
    }
    return Optional.empty();
  }
}
