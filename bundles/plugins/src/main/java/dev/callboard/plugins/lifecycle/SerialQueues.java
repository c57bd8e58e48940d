package dev.callboard.plugins.lifecycle;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does work of the same key one after the other, in the order it was given, and work of different
 * keys side by side.
 */
final class SerialQueues implements AutoCloseable {
  private final ThreadPoolExecutor pool;
  private final Map<String, Queue<Runnable>> queues = new HashMap<>();

  SerialQueues(int threads, ThreadFactory factory) {
    pool =
        new ThreadPoolExecutor(
            threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    pool.allowCoreThreadTimeOut(true);
  }

  /** Does work after the work of the same key that was given before. */
  <T> CompletableFuture<T> submit(String key, Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable step =
        () -> {
          try {
            result.complete(work.call());
          } catch (Throwable e) {
            // The one who asked gets it, whatever a plugin threw.
            result.completeExceptionally(e);
          }
        };
    synchronized (queues) {
      Queue<Runnable> queue = queues.get(key);
      if (queue != null) {
        queue.add(step);
        return result;
      }
      queues.put(key, new ArrayDeque<>());
    }
    pool.execute(() -> run(key, step));
    return result;
  }

  private void run(String key, Runnable first) {
    Runnable step = first;
    while (step != null) {
      step.run();
      synchronized (queues) {
        step = queues.get(key).poll();
        if (step == null) {
          queues.remove(key);
        }
      }
    }
  }

  /** Interrupts what is being done and drops the rest. */
  @Override
  public void close() {
    pool.shutdownNow();
    try {
      pool.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
