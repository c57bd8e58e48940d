package dev.callboard.catalog.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Says which segments are to be merged: a run of the smallest, so that each entity is copied about
 * as often as the number of segments doubles, and a large one when a tenth of it is dead.
 */
final class MergePolicy {
  /** Up to this many segments are left alone. */
  static final int MAX_SEGMENTS = 9;

  private static final int LEAST_MERGED = 4;
  private static final double DEAD_SHARE = 0.1;
  private static final int SMALL = 1_000;

  private MergePolicy() {}

  /** Returns the numbers of the segments to merge, empty when all is well. */
  static List<Integer> choose(Snapshot snapshot) {
    List<Segment> segments = snapshot.segments();
    List<Integer> withDead =
        IntStream.range(0, segments.size()).filter(i -> manyDead(snapshot, i)).boxed().toList();
    if (segments.size() <= MAX_SEGMENTS) {
      return withDead;
    }
    List<Integer> bySize =
        IntStream.range(0, segments.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> live(snapshot, i)))
            .toList();
    List<Integer> chosen = new ArrayList<>();
    long size = 0;
    for (int i : bySize) {
      int live = live(snapshot, i);
      if (chosen.size() >= LEAST_MERGED && live > 2 * size && !withDead.contains(i)) {
        break;
      }
      chosen.add(i);
      size += live;
    }
    return chosen;
  }

  private static int live(Snapshot snapshot, int segment) {
    return snapshot.segments().get(segment).size() - dead(snapshot, segment);
  }

  private static int dead(Snapshot snapshot, int segment) {
    return snapshot.deleted().get(segment) == null
        ? 0
        : snapshot.deleted().get(segment).getCardinality();
  }

  private static boolean manyDead(Snapshot snapshot, int segment) {
    int dead = dead(snapshot, segment);
    int size = snapshot.segments().get(segment).size();
    return dead == size || (size >= SMALL && dead > size * DEAD_SHARE);
  }
}
