package dev.callboard.supply.chain.summary;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityNote;
import dev.callboard.catalog.api.EntityNotes;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.supply.chain.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Tells the catalog how entities stand, after it was stored. What the catalog does not take now
 * stays due, so that it says the same as the tables in the end. Thread-safe.
 */
@Component(service = SummaryPublisher.class)
public final class SummaryPublisher {
  /** The type of the status item. */
  static final String TYPE = "callboard.dev/security";

  private static final int BATCH = 200;

  private final Store store;
  private final TaskExecutor tasks;
  private final AtomicBoolean submitted = new AtomicBoolean();
  private final Object turn = new Object();

  /** May come late or go; summaries wait for it. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile EntityNotes notes;

  /** Called by Declarative Services. */
  @Activate
  public SummaryPublisher(@Reference Store store, @Reference TaskExecutor tasks) {
    this.store = requireNonNull(store, "store is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
  }

  /** Creates one that knows whom to tell. */
  public SummaryPublisher(Store store, TaskExecutor tasks, EntityNotes notes) {
    this(store, tasks);
    this.notes = notes;
  }

  /** Has what is due told soon. Does not block. */
  public void wake() {
    if (submitted.compareAndSet(false, true)) {
      tasks.submit(
          "tell the catalog of findings",
          () -> {
            submitted.set(false);
            publish();
            return null;
          });
    }
  }

  /** Tells what is due. Blocks. */
  public void publish() {
    synchronized (turn) {
      EntityNotes to = notes;
      while (to != null && batch(to) == BATCH) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
    }
  }

  private int batch(EntityNotes to) {
    Map<String, Long> due = store.read(c -> SummaryTable.some(c, BATCH));
    if (due.isEmpty()) {
      return 0;
    }
    Map<EntityRef, Optional<EntityNote>> told = new LinkedHashMap<>();
    store
        .read(c -> SummaryTable.notes(c, due.keySet()))
        .forEach((ref, note) -> told.put(EntityRef.parse(ref), note));
    to.put(TYPE, told);
    store.write(
        c -> {
          SummaryTable.done(c, due);
          return null;
        });
    return due.size();
  }
}
