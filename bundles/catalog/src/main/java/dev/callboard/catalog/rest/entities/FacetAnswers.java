package dev.callboard.catalog.rest.entities;

import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.EntityFilter;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps what was answered about the catalog as it is now: a portal asks for the same few facets
 * again and again, and for all who may read the same the answer is the same. Thread-safe.
 */
final class FacetAnswers {
  static final int MOST = 64;
  static final int LONGEST = 64 * 1024;

  private record Asked(List<String> facets, EntityFilter filter) {}

  private record Kept(WeakReference<Snapshot> snapshot, Map<Asked, byte[]> answers) {}

  private volatile Kept kept = new Kept(new WeakReference<>(null), Map.of());

  /**
   * Returns an answer.
   *
   * @param filter what is counted; what the caller may read is part of it
   * @param made gives the answer when none is kept
   */
  byte[] of(Snapshot snapshot, List<String> facets, EntityFilter filter, Supplier<byte[]> made) {
    Kept current = kept;
    if (current.snapshot.get() != snapshot) {
      // The same object, since the catalog of another time has the generation of the one of now.
      current = new Kept(new WeakReference<>(snapshot), new ConcurrentHashMap<>());
      kept = current;
    }
    Asked asked = new Asked(facets, filter);
    byte[] known = current.answers.get(asked);
    if (known != null) {
      return known;
    }
    byte[] answer = made.get();
    if (answer.length <= LONGEST && current.answers.size() < MOST) {
      current.answers.put(new Asked(List.copyOf(facets), filter), answer);
    }
    return answer;
  }
}
