package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Changes;
import dev.callboard.catalog.store.MassDeletion;
import dev.callboard.catalog.store.RootEnd;
import dev.callboard.catalog.store.SourceRead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Stores what a run reads, some files at a time, and counts. The files of one batch are stored
 * while those of the next are read. Used by one thread; blocks.
 */
final class RootBatch {
  private final String rootKey;
  private final int size;
  private final MassDeletion limit;
  private final CatalogStore store;
  private final StoreAhead<Changes> ahead;
  private List<SourceRead> batch = new ArrayList<>();
  private final Map<String, Content> restamped = new HashMap<>();
  private final List<Changes.Lost> lost = new ArrayList<>();
  private final Set<String> orphanCandidates = new LinkedHashSet<>();
  private final Set<String> dirty = new LinkedHashSet<>();
  private int batched;
  private int created;
  private int updated;
  private int refused;

  /**
   * Creates an empty one.
   *
   * @param limits how many entities one transaction takes, and how much may be deleted
   * @param helper may store a batch while the next one is read
   */
  RootBatch(String rootKey, IngestLimits limits, CatalogStore store, Executor helper) {
    this.rootKey = rootKey;
    this.size = limits.batch();
    this.limit = limits.massDeletion();
    this.store = store;
    this.ahead = new StoreAhead<>(helper, this::stored);
  }

  void add(SourceRead read) {
    batch.add(read);
    batched += read.claims().size() + 1;
    refused += (int) read.claims().stream().filter(claim -> claim.json() == null).count();
    if (batched >= size) {
      List<SourceRead> full = batch;
      batch = new ArrayList<>();
      batched = 0;
      ahead.begin(() -> store.apply(rootKey, full));
    }
  }

  /** Ends a run that failed: when it returns, nothing of it is being stored any more. */
  void giveUp() {
    ahead.giveUp();
  }

  /** Remembers another stamp or etag of a file whose content is as it was. */
  void restamp(String sourceKey, Content content) {
    restamped.put(sourceKey, content);
  }

  /**
   * Ends the run.
   *
   * @param files how many were seen
   */
  RootRun.Outcome finish(int files, Predicate<String> isGone, Map<String, List<Failure>> failures) {
    flush();
    restitch();
    restamped.forEach(
        (key, content) -> store.restamp(rootKey, key, content.stamp(), content.etag()));
    Map<String, String> targetErrors = new HashMap<>();
    failures.forEach((ref, list) -> targetErrors.put(ref, Failure.text(list)));
    Changes changes =
        store.finish(
            rootKey,
            new RootEnd(isGone, lost, orphanCandidates, dirty, targetErrors, created, limit));
    Set<String> roots = new LinkedHashSet<>();
    changes.takeovers().forEach(source -> roots.add(source.rootKey()));
    return new RootRun.Outcome(
        files,
        created,
        updated + changes.updated(),
        changes.removed().size(),
        refused,
        roots,
        changes.held());
  }

  /** What many relations changed of is made anew in parts, so that it need not fit in memory. */
  private void restitch() {
    List<String> refs = new ArrayList<>(dirty);
    for (int from = 0; refs.size() - from > size; from += size) {
      List<String> part = refs.subList(from, from + size);
      store.restitch(part);
      part.forEach(dirty::remove);
    }
  }

  private void flush() {
    ahead.finish();
    if (!batch.isEmpty()) {
      stored(store.apply(rootKey, batch));
      batch = new ArrayList<>();
      batched = 0;
    }
  }

  private void stored(Changes changes) {
    lost.addAll(changes.lost());
    orphanCandidates.addAll(changes.orphanCandidates());
    dirty.addAll(changes.dirty());
    created += changes.created();
    updated += changes.updated();
  }
}
