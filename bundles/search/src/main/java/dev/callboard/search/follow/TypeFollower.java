package dev.callboard.search.follow;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.search.index.Generation;
import dev.callboard.search.index.TypeFolder;
import dev.callboard.search.spi.DocumentCollator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index of one type up with its collator. Sleeps until woken; then works on a thread of
 * the task executor, never on two. A rebuild fills a generation of its own, which takes the place
 * of the old one when it has everything. Thread-safe.
 */
final class TypeFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TypeFollower.class);
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int AGAIN = 2;

  private final DocumentCollator collator;
  private final TypeFolder folder;
  private final TaskExecutor tasks;
  private final FollowTimes times;
  private final Retries retries;
  private final AtomicInteger state = new AtomicInteger(IDLE);
  private final CountDownLatch opened = new CountDownLatch(1);
  private final OnceLater saving;
  private final OnceLater looking;
  private final AutoCloseable waking;
  private volatile Decorators decorators;
  private volatile Generation current;
  private volatile boolean rebuildWanted;
  private volatile boolean rebuilding;
  private volatile boolean closed;
  private volatile Future<?> work;

  TypeFollower(
      DocumentCollator collator,
      Decorators decorators,
      TypeFolder folder,
      TaskExecutor tasks,
      FollowTimes times) {
    this.collator = requireNonNull(collator, "collator is null");
    this.decorators = requireNonNull(decorators, "decorators is null");
    this.folder = requireNonNull(folder, "folder is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.times = requireNonNull(times, "times is null");
    this.retries = new Retries(times.retry(), times.longestRetry());
    this.saving = new OnceLater(tasks, "save the index of " + collator.type(), this::commit);
    this.looking = new OnceLater(tasks, "look for changes of " + collator.type(), this::wake);
    this.waking = collator.onChange(this::wake);
  }

  DocumentCollator collator() {
    return collator;
  }

  /** Follows soon; does not block. */
  void wake() {
    if (!closed && state.getAndUpdate(now -> now == IDLE ? RUNNING : AGAIN) == IDLE) {
      // What is committed within this time is taken together.
      after(times.gather());
    }
  }

  /** Makes the index anew soon, while the old one answers. */
  void rebuild() {
    rebuildWanted = true;
    wake();
  }

  /** Has documents decorated by others from now on; the old ones answer until they are made. */
  void decorate(Decorators next) {
    decorators = next;
    wake();
  }

  private String madeOf(Decorators by) {
    return collator.version() + " " + by.key();
  }

  private void after(Duration delay) {
    work =
        tasks.schedule(
            "index " + collator.type(),
            delay,
            () -> {
              run();
              return null;
            });
  }

  private synchronized void run() {
    if (closed) {
      return;
    }
    state.set(RUNNING);
    Duration next = Duration.ZERO;
    try {
      follow();
      retries.succeeded();
      planInterval();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (Exception e) {
      if (closed || Thread.currentThread().isInterrupted()) {
        return;
      }
      next = failed(e);
    } finally {
      opened.countDown();
    }
    if (!next.isZero()) {
      state.set(RUNNING);
      after(next);
    } else if (!state.compareAndSet(RUNNING, IDLE)) {
      after(times.gather());
    }
  }

  private Duration failed(Exception e) {
    if (retries.problem().isEmpty()) {
      LOG.warn("The documents of type {} cannot be indexed, trying again", collator.type(), e);
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      // The index itself: what it holds in memory is not to be trusted any more.
      rebuildWanted = true;
    }
    return retries.failed(String.valueOf(e.getMessage()));
  }

  private void follow() throws Exception {
    if (current == null) {
      current = folder.open().orElse(null);
      if (current != null) {
        // It answers although it may have to be made anew.
        opened.countDown();
      }
    }
    // Without a position there is no telling what has changed.
    if (current == null || rebuildWanted || current.position().isEmpty()) {
      build();
    }
    boolean moved = !current.position().isEmpty();
    while (moved) {
      Decorators by = decorators;
      if (!current.isMadeOf(madeOf(by))) {
        build();
      }
      moved = step(current, by);
    }
  }

  /** Follows a little; returns whether there may be more. */
  private boolean step(Generation generation, Decorators by) throws Exception {
    String before = generation.position();
    Optional<String> reached = collator.readChanges(before, by.before(generation));
    if (reached.isEmpty()) {
      build();
      return !current.position().isEmpty();
    }
    if (reached.get().equals(before)) {
      return false;
    }
    generation.publish(reached.get());
    saving.plan(times.commit());
    return true;
  }

  private void build() throws Exception {
    rebuilding = true;
    Decorators by = decorators;
    Generation next = folder.create(madeOf(by));
    boolean done = false;
    try {
      rebuildWanted = false;
      String position = collator.readAll(by.before(next)).orElse("");
      next.publish(position);
      next.commit();
      done = true;
    } finally {
      rebuilding = false;
      if (!done) {
        rebuildWanted = true;
        next.abandon();
      }
    }
    Generation old = current;
    current = next;
    if (old != null) {
      old.close();
    }
    folder.keepNewest();
    LOG.info("The search index of {} has been built", collator.type());
  }

  private void planInterval() {
    Duration interval = collator.interval();
    if (!interval.isZero() && !interval.isNegative()) {
      looking.plan(interval);
    }
  }

  private synchronized void commit() throws IOException {
    if (!closed && current != null) {
      current.commit();
    }
  }

  /** Returns what there is to search, empty before there is anything. */
  Optional<TypeView> view() throws IOException {
    // A generation may be closed between the two lines, but then there is a newer one.
    while (true) {
      Generation generation = current;
      if (generation == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(new TypeView(this, generation, generation.acquire()));
      } catch (AlreadyClosedException e) {
        if (generation == current) {
          throw e;
        }
      }
    }
  }

  /** Waits until it has been opened, with or without success. */
  boolean awaitOpened(Duration longest) throws InterruptedException {
    return opened.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns whether there is something to search. */
  boolean isSearchable() {
    return current != null;
  }

  /** Returns how it stands. */
  TypeState state() {
    String word = current == null ? "building" : rebuilding ? "rebuilding" : "ready";
    String problem = retries.problem();
    if (!problem.isEmpty()) {
      word = "failing";
    } else if (opened.getCount() > 0 && !rebuilding) {
      word = "waiting";
    }
    Generation generation = current;
    String position = generation == null ? "" : generation.position();
    return new TypeState(collator.type(), word, documents(), position, problem);
  }

  private long documents() {
    try {
      Optional<TypeView> view = view();
      if (view.isEmpty()) {
        return 0;
      }
      try (TypeView open = view.get()) {
        return open.reader().numDocs();
      }
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  /** Ends it; what is on disk stays for the next time. */
  @Override
  public void close() {
    closed = true;
    Future<?> running = work;
    if (running != null) {
      // A collator may be at it for long.
      running.cancel(true);
    }
    try {
      waking.close();
    } catch (Exception e) {
      LOG.warn("The collator of {} cannot be left", collator.type(), e);
    }
    synchronized (this) {
      Generation last = current;
      current = null;
      opened.countDown();
      if (last == null) {
        return;
      }
      try {
        last.close();
      } catch (IOException | RuntimeException e) {
        LOG.warn("The search index of {} was not saved: {}", collator.type(), e.toString());
      }
    }
  }
}
