package dev.callboard.scheduler;

import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one bundle. They are made when there is work, end when idle, carry the bundle's
 * name and have its class loader as context. {@link #GUARANTEED} of them do not depend on the
 * budget.
 */
final class ThreadPool {
  /** How many threads a bundle gets even when others have used up the budget. */
  static final int GUARANTEED = 2;

  private static final Logger LOG = LoggerFactory.getLogger(ThreadPool.class);

  private final String owner;
  private final ClassLoader loader;
  private final ThreadBudget budget;
  private final int maxWaiting;
  private final Duration keepAlive;

  private final Deque<Job> waiting = new ArrayDeque<>();
  private final Set<Worker> workers = new HashSet<>();
  private int idle;
  private int numbers;
  private boolean closed;

  ThreadPool(
      String owner, ClassLoader loader, ThreadBudget budget, int maxWaiting, Duration keepAlive) {
    this.owner = owner;
    this.loader = loader;
    this.budget = budget;
    this.maxWaiting = maxWaiting;
    this.keepAlive = keepAlive;
  }

  /**
   * Runs a job when a thread is free, or drops it when the pool is closed.
   *
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} when too many jobs wait
   */
  void execute(Job job) {
    if (accept(job)) {
      return;
    }
    job.drop();
  }

  private synchronized boolean accept(Job job) {
    if (closed) {
      return false;
    }
    if (waiting.size() >= maxWaiting) {
      throw PortalException.unavailable(
          owner
              + " has "
              + maxWaiting
              + " tasks waiting, the most that backend.tasks.maxWaiting allows");
    }
    waiting.add(job);
    grow();
    notify();
    return true;
  }

  private void grow() {
    if (closed || waiting.size() <= idle) {
      return;
    }
    boolean free = guaranteedInUse() < GUARANTEED;
    if (!free && !budget.tryTake()) {
      return;
    }
    Worker worker = new Worker(!free, ++numbers);
    workers.add(worker);
    // Counted as idle until it has taken a job, so that one job does not start two threads.
    idle++;
    try {
      worker.thread.start();
    } catch (OutOfMemoryError e) {
      LOG.error("No thread can be started for {}; its work waits", owner, e);
      forget(worker);
    }
  }

  private long guaranteedInUse() {
    return workers.stream().filter(worker -> !worker.budgeted).count();
  }

  private synchronized Job next() {
    long deadline = System.nanoTime() + keepAlive.toNanos();
    while (waiting.isEmpty() && !closed) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return null;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        // Only close() means an interrupt to an idle thread, and the loop looks at that.
        continue;
      }
    }
    if (closed) {
      return null;
    }
    idle--;
    Job job = waiting.poll();
    grow();
    return job;
  }

  private synchronized void becomeIdle() {
    idle++;
  }

  private synchronized void ended(Worker worker) {
    forget(worker);
    grow();
  }

  private void forget(Worker worker) {
    workers.remove(worker);
    idle--;
    if (worker.budgeted) {
      budget.giveBack();
    }
  }

  /** Drops what waits and interrupts what is under way, again and again until the deadline. */
  void close(Duration deadline) {
    List<Job> dropped;
    synchronized (this) {
      closed = true;
      dropped = new ArrayList<>(waiting);
      waiting.clear();
      notifyAll();
    }
    dropped.forEach(Job::drop);
    long end = System.nanoTime() + deadline.toNanos();
    List<Thread> left = interruptAll();
    while (!left.isEmpty() && System.nanoTime() < end) {
      if (!joined(left.get(0))) {
        break;
      }
      left = interruptAll();
    }
    for (Thread thread : left) {
      LOG.warn(
          "Thread {} of {} does not end although it was interrupted; it keeps the bundle in memory",
          thread.getName(),
          owner);
    }
  }

  private synchronized List<Thread> interruptAll() {
    List<Thread> alive =
        workers.stream()
            .map(worker -> worker.thread)
            .filter(t -> t != Thread.currentThread())
            .toList();
    alive.forEach(Thread::interrupt);
    return alive;
  }

  private static boolean joined(Thread thread) {
    try {
      thread.join(50);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One thread. */
  private final class Worker implements Runnable {
    private final boolean budgeted;
    private final String idleName;
    private final Thread thread;

    Worker(boolean budgeted, int number) {
      this.budgeted = budgeted;
      this.idleName = "cb-" + owner + "-" + number;
      // Without inheritance: thread-locals of the submitting thread may belong to another bundle.
      this.thread = new Thread(null, this, idleName, 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(loader);
    }

    @Override
    public void run() {
      try {
        for (Job job = next(); job != null; job = next()) {
          perform(job);
          becomeIdle();
        }
      } finally {
        ended(this);
      }
    }

    private void perform(Job job) {
      thread.setName(idleName + " " + job.name());
      try {
        job.run();
      } catch (Throwable e) {
        // Jobs report their own failures; what still comes out must not end the thread.
        LOG.error("Task {} of {} failed unexpectedly", job.name(), owner, e);
      } finally {
        thread.setName(idleName);
        thread.setContextClassLoader(loader);
      }
    }
  }
}
