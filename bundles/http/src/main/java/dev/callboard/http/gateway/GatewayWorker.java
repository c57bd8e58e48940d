package dev.callboard.http.gateway;

import dev.callboard.http.rest.LostClient;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of the gateway: one watches deadlines, one builds and disposes of applications. They
 * are its own, because deadlines must hold when the scheduler is what does not answer.
 */
@Component(service = GatewayWorker.class)
public final class GatewayWorker {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayWorker.class);
  private static final long TICK_MILLIS = 100;

  /** Time that the first requests after the start have the processors for themselves. */
  private static final long CALM_MILLIS = 1500;

  private final Gateway gateway;
  private final ScheduledThreadPoolExecutor watchdog;
  private final ScheduledThreadPoolExecutor builder;
  private final Queue<Slot> notUrgent = new ConcurrentLinkedQueue<>();
  private final LostClient.Quiet quiet = new LostClient.Quiet();
  private long startedAt;

  /** Starts the threads. */
  @Activate
  public GatewayWorker(@Reference Gateway gateway) {
    this.gateway = gateway;
    this.watchdog = thread("callboard-http-watchdog");
    this.builder = thread("callboard-http-builder");
    watchdog.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Ends the threads. */
  @Deactivate
  public void stop() {
    watchdog.shutdownNow();
    builder.shutdownNow();
    quiet.close();
  }

  /** Runs work soon, one after the other. */
  void execute(Runnable work) {
    builder.execute(() -> run(work));
  }

  /** Runs work after some time. */
  void later(long millis, Runnable work) {
    builder.schedule(() -> run(work), millis, TimeUnit.MILLISECONDS);
  }

  /** Builds an application when the server has nothing better to do. */
  void buildWhenCalm(Slot slot) {
    notUrgent.add(slot);
  }

  private void tick() {
    run(() -> gateway.watch(System.nanoTime()));
    run(this::buildNext);
  }

  private void buildNext() {
    if (notUrgent.isEmpty() || !gateway.state().isStarted()) {
      return;
    }
    long now = System.nanoTime();
    startedAt = startedAt == 0 ? now : startedAt;
    boolean calm = now - startedAt > TimeUnit.MILLISECONDS.toNanos(CALM_MILLIS);
    if (calm && builder.getQueue().isEmpty() && builder.getActiveCount() == 0) {
      Slot slot = notUrgent.poll();
      execute(slot::handler);
    }
  }

  private static void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.debug("Work of the gateway failed", e);
    }
  }

  private static ScheduledThreadPoolExecutor thread(String name) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }
}
