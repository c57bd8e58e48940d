package dev.callboard.catalog.index;

import dev.callboard.platform.lifecycle.ReadinessGate;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index as services: written by ingestion, read by the REST API, merged in the background. */
@Component(service = {CatalogIndex.class, IndexReader.class, ReadinessGate.class})
public final class DefaultCatalogIndex implements CatalogIndex, IndexReader, ReadinessGate {
  /** With this many segments the writer merges itself, so that they cannot pile up. */
  private static final int TOO_MANY_SEGMENTS = 32;

  private static final Logger LOG = LoggerFactory.getLogger(DefaultCatalogIndex.class);

  private final SegmentedIndex index = new SegmentedIndex();
  private final Executor background;
  private final AtomicBoolean merging = new AtomicBoolean();
  private volatile boolean ready;

  /** Called by the framework. */
  @Activate
  public DefaultCatalogIndex(@Reference TaskExecutor tasks) {
    this(
        (Executor)
            work ->
                tasks.submit(
                    "merge index segments",
                    () -> {
                      work.run();
                      return null;
                    }));
  }

  /** Makes an index that merges on this executor. */
  DefaultCatalogIndex(Executor background) {
    this.background = background;
  }

  @Override
  public void apply(Collection<IndexedEntity> upserts, Collection<String> removedRefs) {
    index.apply(upserts, removedRefs);
    if (index.snapshot().segments().size() > TOO_MANY_SEGMENTS) {
      index.merge();
    }
    if (!MergePolicy.choose(index.snapshot()).isEmpty() && merging.compareAndSet(false, true)) {
      background.execute(this::mergeAll);
    }
  }

  @Override
  public Set<String> refs() {
    return index.snapshot().refs();
  }

  @Override
  public Snapshot snapshot() {
    return index.snapshot();
  }

  @Override
  public void ready() {
    ready = true;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public Optional<String> notReady() {
    return ready ? Optional.empty() : Optional.of("the catalog is being loaded into the index");
  }

  private void mergeAll() {
    try {
      while (!Thread.currentThread().isInterrupted() && index.merge()) {
        LOG.debug("merged segments, {} left", index.snapshot().segments().size());
      }
    } catch (RuntimeException e) {
      // Reads and writes go on with more segments; the next batch tries again.
      LOG.error("Merging segments of the catalog index failed", e);
    } finally {
      merging.set(false);
    }
  }
}
