package dev.callboard.catalog.webhook;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a sender when there may be something to send, one run at a time. Thread-safe. */
final class WebhookWorker {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookWorker.class);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int AGAIN = 2;

  private final String name;
  private final Sender sender;
  private final TaskExecutor tasks;
  private final AtomicInteger state = new AtomicInteger(IDLE);
  private CompletableFuture<?> later;
  private CompletableFuture<?> run;
  private boolean stopped;

  WebhookWorker(String name, Sender sender, TaskExecutor tasks) {
    this.name = name;
    this.sender = sender;
    this.tasks = tasks;
  }

  /** Looks soon whether there is something to send; does not block. */
  void wake() {
    if (state.getAndUpdate(now -> now == IDLE ? RUNNING : AGAIN) == IDLE) {
      submit();
    }
  }

  private synchronized void submit() {
    if (stopped) {
      return;
    }
    run =
        tasks.submit(
            "send webhook " + name,
            () -> {
              run();
              return null;
            });
  }

  private void run() {
    state.set(RUNNING);
    long pause = RETRY.toMillis();
    try {
      long next = sender.run();
      pause = next == 0 ? 0 : Math.max(1, next - System.currentTimeMillis());
    } catch (SQLException | PortalException e) {
      LOG.warn("The webhook {} cannot be sent now: {}", name, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Sending the webhook {} failed", name, e);
    }
    if (pause > 0) {
      wakeIn(Duration.ofMillis(pause));
    }
    if (!state.compareAndSet(RUNNING, IDLE)) {
      submit();
    }
  }

  private synchronized void wakeIn(Duration pause) {
    if (stopped) {
      return;
    }
    if (later != null) {
      later.cancel(false);
    }
    later =
        tasks.schedule(
            "wake webhook " + name,
            pause,
            () -> {
              wake();
              return null;
            });
  }

  /** Sends nothing more; what is being sent is interrupted and sent again by who comes next. */
  synchronized void stop() {
    stopped = true;
    if (later != null) {
      later.cancel(false);
    }
    if (run != null) {
      run.cancel(true);
    }
  }
}
