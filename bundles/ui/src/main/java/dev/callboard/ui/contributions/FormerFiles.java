package dev.callboard.ui.contributions;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Files of versions that have gone, kept for a few minutes for pages that still show them. Bounded:
 * the oldest go first. Thread-safe.
 */
final class FormerFiles {
  private final long capacity;
  private final Duration keep;
  private final LongSupplier nanos;
  private final Map<String, Version> versions = new LinkedHashMap<>();
  private long size;

  private record Version(Map<String, Kept> files, long size, long until) {}

  /** A file in memory. */
  record Kept(UiFile file, byte[] bytes) {}

  FormerFiles(long capacity, Duration keep, LongSupplier nanos) {
    this.capacity = capacity;
    this.keep = keep;
    this.nanos = nanos;
  }

  /** Takes the files of a version whose bundle is about to go. */
  void keep(PluginUi plugin) throws IOException {
    Map<String, Kept> files = new LinkedHashMap<>();
    long bytes = 0;
    for (UiFile file : plugin.files().all()) {
      bytes += file.length();
      if (bytes > capacity) {
        return;
      }
      files.put(file.path(), new Kept(file, plugin.files().bytes(file)));
    }
    add(plugin.base(), new Version(files, bytes, nanos.getAsLong() + keep.toNanos()));
  }

  private synchronized void add(String base, Version version) {
    remove(base);
    versions.put(base, version);
    size += version.size();
    expire();
  }

  /** Returns a file of a version that has gone. */
  synchronized Optional<Kept> find(String base, String path) {
    expire();
    return Optional.ofNullable(versions.get(base)).map(version -> version.files().get(path));
  }

  private void expire() {
    long now = nanos.getAsLong();
    while (!versions.isEmpty()) {
      Map.Entry<String, Version> oldest = versions.entrySet().iterator().next();
      if (size <= capacity && oldest.getValue().until() - now > 0) {
        return;
      }
      remove(oldest.getKey());
    }
  }

  private void remove(String base) {
    Version removed = versions.remove(base);
    size -= removed == null ? 0 : removed.size();
  }
}
