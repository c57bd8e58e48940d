package dev.callboard.plugins.log;

import dev.callboard.plugins.lifecycle.PluginIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

/**
 * Tells which plugins the thread that logs belongs to: the one whose class called the logger, and
 * the one that the server works for, which it makes the context of the thread. Thread-safe.
 */
final class Origin implements Supplier<Set<String>> {
  private static final int MAX_KNOWN = 2000;

  /** So many frames of logging are above the caller; to be fetched at once. */
  private static final int DEPTH = 16;

  private final StackWalker walker =
      StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE), DEPTH);
  private final Map<Long, Optional<String>> known = new ConcurrentHashMap<>();

  @Override
  public Set<String> get() {
    Set<String> ids = new TreeSet<>();
    id(walker.walk(Origin::caller)).ifPresent(ids::add);
    if (Thread.currentThread().getContextClassLoader() instanceof BundleReference reference
        && !PluginIdentity.isCore(reference.getBundle())) {
      id(Optional.of(reference.getBundle())).ifPresent(ids::add);
    }
    return ids;
  }

  private static Optional<Bundle> caller(Stream<StackWalker.StackFrame> frames) {
    return frames
        .filter(frame -> !isLogging(frame.getClassName()))
        .findFirst()
        .map(frame -> frame.getDeclaringClass().getClassLoader())
        .filter(BundleReference.class::isInstance)
        .map(loader -> ((BundleReference) loader).getBundle());
  }

  private static boolean isLogging(String name) {
    return name.startsWith("ch.qos.logback.")
        || name.startsWith("org.slf4j.")
        || name.startsWith("java.")
        || name.startsWith("org.apache.felix.log")
        || name.startsWith("org.osgi.service.log.")
        || name.startsWith("org.apache.commons.logging.")
        || name.startsWith(Origin.class.getPackageName());
  }

  private Optional<String> id(Optional<Bundle> bundle) {
    if (bundle.isEmpty()) {
      return Optional.empty();
    }
    if (known.size() > MAX_KNOWN) {
      known.clear();
    }
    return known.computeIfAbsent(
        bundle.get().getBundleId(), number -> PluginIdentity.idOf(bundle.get()));
  }
}
