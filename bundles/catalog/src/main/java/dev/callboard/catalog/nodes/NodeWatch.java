package dev.callboard.catalog.nodes;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.ChangeSignal;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node in step with the others: follows their commits when it is signalled, and now and
 * then in case a signal was lost; renews its leases and takes over those of nodes that are gone.
 * Thread-safe; no method blocks.
 */
public final class NodeWatch {
  private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final IndexFollower follower;
  private final RootLeases leases;
  private final TaskExecutor tasks;
  private final Duration renewal;
  private final Runnable locationsChanged;
  private final Consumer<Set<String>> takeOver;
  private final AtomicBoolean planned = new AtomicBoolean();
  private volatile boolean running;
  private volatile AutoCloseable signals = () -> {};
  private long roots;

  /**
   * Creates a watch that has not started.
   *
   * @param renewal the time between two renewals of leases
   * @param locationsChanged called when another node may have changed registered locations
   * @param takeOver is given roots that a node which is gone was reading
   */
  public NodeWatch(
      IndexFollower follower,
      RootLeases leases,
      TaskExecutor tasks,
      Duration renewal,
      Runnable locationsChanged,
      Consumer<Set<String>> takeOver) {
    this.follower = requireNonNull(follower, "follower is null");
    this.leases = requireNonNull(leases, "leases is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.renewal = requireNonNull(renewal, "renewal is null");
    this.locationsChanged = requireNonNull(locationsChanged, "locationsChanged is null");
    this.takeOver = requireNonNull(takeOver, "takeOver is null");
  }

  /** Starts; to be called when the index has been loaded. */
  public synchronized void start(ChangeSignal signal) {
    if (running) {
      return;
    }
    running = true;
    roots = follower.roots();
    signals = signal.addRemote(this::wake);
    again("look for changes of other nodes", POLL, this::follow);
    again("renew leases of locations", renewal, this::renew);
  }

  /** Stops. */
  public synchronized void stop() {
    running = false;
    try {
      signals.close();
    } catch (Exception e) {
      LOG.debug("The registration for signals did not end", e);
    }
  }

  private void wake() {
    if (running && planned.compareAndSet(false, true)) {
      tasks.submit(
          "follow changes of other nodes",
          () -> {
            planned.set(false);
            run(this::follow);
            return null;
          });
    }
  }

  private void follow() {
    follower.follow();
    synchronized (this) {
      if (follower.roots() == roots) {
        return;
      }
      roots = follower.roots();
    }
    locationsChanged.run();
  }

  private void renew() {
    Set<String> left = leases.renew();
    if (!left.isEmpty()) {
      LOG.info("Taking over {} locations that a node which is gone was reading", left.size());
      takeOver.accept(left);
    }
  }

  private void again(String name, Duration pause, Runnable work) {
    tasks.schedule(
        name,
        pause,
        () -> {
          if (running) {
            run(work);
            again(name, pause, work);
          }
          return null;
        });
  }

  /** What fails now is tried again soon. */
  private static void run(Runnable work) {
    try {
      work.run();
    } catch (PortalException e) {
      LOG.debug("The database does not answer", e);
    } catch (RuntimeException e) {
      LOG.error("Following the other nodes failed", e);
    }
  }
}
