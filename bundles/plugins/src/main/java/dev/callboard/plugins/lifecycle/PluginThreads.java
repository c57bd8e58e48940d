package dev.callboard.plugins.lifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of the manager, and threads on which code of plugins is called. The scheduler's are not
 * used: a plugin can hang on its thread for ever, and the manager has to work while the scheduler
 * is away. Calls into a plugin have its class loader as context and a thread group of its own, both
 * of which threads it starts inherit, so that they can be told from others.
 */
final class PluginThreads {
  /** What the names of the thread groups of plugins begin with. */
  static final String GROUP = "plugin:";

  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

  private final Map<String, ThreadGroup> groups = new ConcurrentHashMap<>();
  private final ThreadGroup root = rootGroup();

  /** Returns a factory of daemon threads with this name and a number. */
  ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(root, work, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      // A thread must not inherit the class loader of a plugin that happened to cause it.
      thread.setContextClassLoader(PluginThreads.class.getClassLoader());
      return thread;
    };
  }

  /** Returns the group of the threads that a plugin starts from its activation. */
  ThreadGroup group(String pluginId) {
    return groups.computeIfAbsent(pluginId, id -> new ThreadGroup(root, GROUP + id));
  }

  /**
   * Calls into a plugin.
   *
   * @param pluginId whose code it is
   * @param what what is done, for thread names and messages
   * @param loader the context class loader, or null for the manager's own
   * @param deadline how long it may take
   * @param call what to call
   * @throws TimeoutException with where it hangs, when it takes longer; its thread is interrupted
   *     and left behind
   * @throws ExecutionException with what it threw, errors included
   */
  <T> T call(String pluginId, String what, ClassLoader loader, Duration deadline, Callable<T> call)
      throws InterruptedException, ExecutionException, TimeoutException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(group(pluginId), task, "plugin-" + pluginId + "-" + what);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader == null ? getClass().getClassLoader() : loader);
    thread.start();
    try {
      return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      String place = place(thread);
      thread.interrupt();
      thread.join(AFTER_INTERRUPT.toMillis());
      throw timeout(what, deadline, place, thread.isAlive());
    } catch (InterruptedException e) {
      thread.interrupt();
      throw e;
    }
  }

  private static TimeoutException timeout(
      String what, Duration deadline, String place, boolean alive) {
    return new TimeoutException(
        what
            + " took longer than "
            + deadline.toMillis()
            + " ms; it was at "
            + place
            + (alive ? " and did not end when interrupted" : ""));
  }

  private static String place(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    for (StackTraceElement element : stack) {
      boolean platform =
          element.getClassName().startsWith("java.") || element.getClassName().startsWith("jdk.");
      if (!platform) {
        return element.toString();
      }
    }
    return stack.length == 0 ? "its end" : stack[0].toString();
  }

  private static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null && !group.getName().equals("main")) {
      group = group.getParent();
    }
    return group;
  }
}
