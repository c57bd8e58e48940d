package dev.callboard.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The services that finish work before the server stops: {@link Consumer}s of a {@link Duration}
 * with the property {@code dev.callboard.drain}. They run side by side, and none can hold the
 * others up.
 */
final class Drains {
  private Drains() {}

  static void run(BundleContext context, Duration deadline) {
    List<Thread> threads = new ArrayList<>();
    for (Consumer<Duration> drain : find(context)) {
      Thread thread = new Thread(() -> drain.accept(deadline), "callboard-drain");
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    long end = System.nanoTime() + deadline.toNanos();
    try {
      for (Thread thread : threads) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        thread.join(Math.max(1, left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<Consumer<Duration>> find(BundleContext context) {
    try {
      Collection<ServiceReference<Consumer>> references =
          context.getServiceReferences(Consumer.class, "(dev.callboard.drain=*)");
      List<Consumer<Duration>> drains = new ArrayList<>();
      for (ServiceReference<Consumer> reference : references) {
        Consumer<Duration> drain = context.getService(reference);
        if (drain != null) {
          drains.add(drain);
        }
      }
      return drains;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
