package dev.callboard.platform.http;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Sends events from a source that keeps them, such as a table, to one reader at the reader's pace:
 * one run of the source at a time, on a thread of the executor, again whenever there may be more to
 * send or the reader can take more. Thread-safe; no method blocks.
 */
public final class EventPump {
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int AGAIN = 2;

  private final String name;
  private final Duration retry;
  private final TaskExecutor tasks;
  private final Source source;
  private final Consumer<RuntimeException> failed;
  private final AtomicInteger state = new AtomicInteger(IDLE);
  private volatile EventReader reader;

  /** Where the events come from. */
  @FunctionalInterface
  @ConsumerType
  public interface Source {
    /**
     * Sends what there is after what was sent before, for as long as the reader is ready. Returns
     * when there is no more for now, or the reader can take no more. May block. A {@link
     * PortalException} has it called again after a while; any other one closes the reader.
     *
     * @param reader not null
     */
    void send(EventReader reader);
  }

  /**
   * Creates a pump.
   *
   * @param name what the work is, for thread dumps and logs
   * @param retry how long to wait after a {@link PortalException}
   * @param tasks runs the source
   * @param source never called by two threads at a time
   * @param failed told of what the source threw when that closes the reader
   */
  public EventPump(
      String name,
      Duration retry,
      TaskExecutor tasks,
      Source source,
      Consumer<RuntimeException> failed) {
    this.name = requireNonNull(name, "name is null");
    this.retry = requireNonNull(retry, "retry is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.source = requireNonNull(source, "source is null");
    this.failed = requireNonNull(failed, "failed is null");
  }

  /**
   * Begins to send.
   *
   * @param connected who reads, not null
   */
  public void start(EventReader connected) {
    reader = requireNonNull(connected, "connected is null");
    wake();
  }

  /** Has the source run soon, since there is more to send or the reader can take more. */
  public void wake() {
    if (state.getAndUpdate(now -> now == IDLE ? RUNNING : AGAIN) == IDLE) {
      submit();
    }
  }

  private void submit() {
    tasks.submit(
        name,
        () -> {
          run();
          return null;
        });
  }

  private void run() {
    state.set(RUNNING);
    EventReader to = reader;
    try {
      if (to != null) {
        source.send(to);
      }
    } catch (PortalException e) {
      tasks.schedule(
          name,
          retry,
          () -> {
            wake();
            return null;
          });
    } catch (RuntimeException e) {
      close();
      failed.accept(e);
    } finally {
      if (!state.compareAndSet(RUNNING, IDLE)) {
        submit();
      }
    }
  }

  /** Returns whether the reader is still there, or has not come yet. */
  public boolean isOpen() {
    EventReader connected = reader;
    return connected == null || connected.isOpen();
  }

  /** Ends the stream of the reader. */
  public void close() {
    EventReader connected = reader;
    if (connected != null) {
      connected.close();
    }
  }
}
