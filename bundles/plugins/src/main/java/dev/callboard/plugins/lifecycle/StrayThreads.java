package dev.callboard.plugins.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds threads that a stopped plugin left behind, and asks them to end. */
final class StrayThreads {
  private static final long PATIENCE = 500;

  private StrayThreads() {}

  /**
   * Interrupts the threads of a plugin, and takes its class loader from threads of others.
   *
   * @param mine tells the class loader
   * @param packages packages of the plugin, to recognise foreign threads that run its code
   * @return a sentence for each thread that is still there afterwards, or had the class loader
   */
  static List<String> end(Predicate<ClassLoader> mine, Set<String> packages)
      throws InterruptedException {
    List<Thread> owned = new ArrayList<>();
    List<String> culprits = new ArrayList<>();
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      Thread thread = entry.getKey();
      if (thread == Thread.currentThread() || !belongs(thread, mine)) {
        continue;
      }
      if (isForeign(thread, mine) && place(entry.getValue(), packages).isEmpty()) {
        culprits.add(release(thread));
      } else {
        owned.add(thread);
      }
    }
    owned.forEach(Thread::interrupt);
    long end = System.nanoTime() + PATIENCE * 1_000_000;
    for (Thread thread : owned) {
      thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
    culprits.addAll(find(mine, packages));
    return culprits;
  }

  /** A thread of a pool that somebody else may be using: an interrupt would hit the wrong one. */
  private static boolean isForeign(Thread thread, Predicate<ClassLoader> mine) {
    ThreadGroup group = thread.getThreadGroup();
    return !mine.test(thread.getClass().getClassLoader())
        && !isTimer(thread)
        && (group == null || !group.getName().startsWith(PluginThreads.GROUP));
  }

  private static String release(Thread thread) {
    try {
      thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
      return name(thread) + " had the class loader of the plugin as its context; it was taken away";
    } catch (SecurityException e) {
      return name(thread) + " has the class loader of the plugin as its context";
    }
  }

  /** Returns a sentence for each thread that keeps a class loader. */
  static List<String> find(Predicate<ClassLoader> mine, Set<String> packages) {
    List<String> culprits = new ArrayList<>();
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      Thread thread = entry.getKey();
      if (thread == Thread.currentThread() || !thread.isAlive()) {
        continue;
      }
      String place = place(entry.getValue(), packages);
      if (belongs(thread, mine)) {
        culprits.add(name(thread) + " still runs" + (place.isEmpty() ? "" : ", at " + place));
      } else if (!place.isEmpty()) {
        culprits.add(name(thread) + " still runs code of the plugin, at " + place);
      }
    }
    return culprits;
  }

  private static boolean belongs(Thread thread, Predicate<ClassLoader> mine) {
    Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
    return mine.test(thread.getContextClassLoader())
        || mine.test(thread.getClass().getClassLoader())
        || (handler != null && mine.test(handler.getClass().getClassLoader()));
  }

  private static String place(StackTraceElement[] stack, Set<String> packages) {
    for (StackTraceElement element : stack) {
      String name = element.getClassName();
      int dot = name.lastIndexOf('.');
      if (dot > 0 && packages.contains(name.substring(0, dot))) {
        return element.toString();
      }
    }
    return "";
  }

  private static String name(Thread thread) {
    String kind = isTimer(thread) ? "timer " : "";
    return "The " + kind + "thread '" + Reasons.line(thread.getName()) + "'";
  }

  private static boolean isTimer(Thread thread) {
    return thread.getClass().getName().equals("java.util.TimerThread");
  }
}
