package dev.callboard.notifications.deliver;

import dev.callboard.notifications.spi.NotificationChannel;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives one channel what is due, beside the other channels, so that a slow one holds up nobody. It
 * takes a thread while there is something to do, and comes back when the next is due. Thread-safe.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final String NAME = "deliver notifications";
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  /** What a lane does when it is its turn. */
  interface Work {
    /** Takes what is due for the channel; empty when nothing is. */
    List<Batch> claim();

    /** Delivers; what fails is noted. */
    void deliver(Batch batch);

    /** Returns when to look again, or empty to wait until somebody wakes the lane. */
    Optional<Duration> idle();
  }

  private final NotificationChannel channel;
  private final TaskExecutor tasks;
  private final Work work;
  private CompletableFuture<?> planned;
  private boolean running;
  private boolean again;
  private boolean stopped;

  Lane(NotificationChannel channel, TaskExecutor tasks, Work work) {
    this.channel = channel;
    this.tasks = tasks;
    this.work = work;
  }

  NotificationChannel channel() {
    return channel;
  }

  /** Looks for what is due, soon. */
  synchronized void wake() {
    if (stopped) {
      return;
    }
    if (running) {
      again = true;
      return;
    }
    running = true;
    if (planned != null) {
      planned.cancel(false);
      planned = null;
    }
    tasks.submit(NAME, this::turn);
  }

  synchronized void stop() {
    stopped = true;
    if (planned != null) {
      planned.cancel(false);
    }
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  private Void turn() {
    Optional<Duration> next = Optional.of(AFTER_FAILURE);
    try {
      next = once();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Notifications cannot be delivered now through {}", channel.id(), e);
    } finally {
      plan(next);
    }
    return null;
  }

  private Optional<Duration> once() {
    List<Batch> batches = work.claim();
    if (batches.isEmpty()) {
      return work.idle();
    }
    List<CompletableFuture<Void>> others = new ArrayList<>();
    for (Batch batch : batches.subList(1, batches.size())) {
      others.add(
          tasks.submit(
              NAME,
              () -> {
                work.deliver(batch);
                return null;
              }));
    }
    work.deliver(batches.get(0));
    others.forEach(CompletableFuture::join);
    return Optional.of(channel.pause());
  }

  private synchronized void plan(Optional<Duration> next) {
    running = false;
    if (stopped || next.isEmpty() && !again) {
      return;
    }
    Duration pause = again && next.isEmpty() ? Duration.ZERO : next.get();
    again = false;
    planned =
        tasks.schedule(
            NAME,
            pause,
            () -> {
              begin();
              return null;
            });
  }

  private synchronized void begin() {
    planned = null;
    wake();
  }
}
