package dev.callboard.plugins.lifecycle;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A version of a plugin that was uninstalled and whose class loader should become garbage. Holds no
 * strong reference to it.
 */
final class Departure {
  private final String pluginId;
  private final String version;
  private final PhantomReference<ClassLoader> loader;
  private final Instant at = Instant.now();
  private final long nanos = System.nanoTime();
  private final Set<String> culprits = new LinkedHashSet<>();
  private int collections;
  private boolean reported;

  Departure(String pluginId, String version, ClassLoader loader) {
    this.pluginId = pluginId;
    this.version = version;
    // Asked directly whether it was cleared; the queue is never read.
    this.loader = new PhantomReference<>(loader, new ReferenceQueue<>());
  }

  String pluginId() {
    return pluginId;
  }

  String version() {
    return version;
  }

  Instant at() {
    return at;
  }

  long ageNanos() {
    return System.nanoTime() - nanos;
  }

  /** Returns whether the class loader is still there. */
  boolean isAlive() {
    return !loader.refersTo(null);
  }

  /** Notes that garbage was collected. */
  synchronized void collected() {
    collections++;
  }

  /**
   * Returns whether the class loader has outlived more than one collection: what a finalizer or a
   * thread on its way out still saw at the first is gone at the next.
   */
  synchronized boolean isHeld() {
    return collections > 1 && isAlive();
  }

  boolean isOf(ClassLoader other) {
    return other != null && loader.refersTo(other);
  }

  synchronized void blame(List<String> found) {
    culprits.addAll(found);
  }

  synchronized List<String> culprits() {
    return new ArrayList<>(culprits);
  }

  synchronized boolean isReported() {
    return reported;
  }

  synchronized void reported() {
    reported = true;
  }
}
