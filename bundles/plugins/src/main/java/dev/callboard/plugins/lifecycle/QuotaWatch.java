package dev.callboard.plugins.lifecycle;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * Measures what can be measured of a running plugin: threads started from its activation, services,
 * bytes in its bundle storage. Heap and CPU of a plugin in this process cannot be told apart.
 */
final class QuotaWatch {
  private final PluginThreads threads;

  QuotaWatch(PluginThreads threads) {
    this.threads = threads;
  }

  /** Returns which quota a plugin exceeds, in words, or empty. */
  Optional<String> exceeded(String id, Bundle bundle, PluginSettings.Quota quota) {
    int running = threads.group(id).activeCount();
    if (running > quota.threads()) {
      return over("threads", running, quota.threads());
    }
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    if (services != null && services.length > quota.services()) {
      return over("services", services.length, quota.services());
    }
    long bytes = bytes(bundle, quota.diskBytes());
    if (bytes > quota.diskBytes()) {
      return over("disk", bytes, quota.diskBytes());
    }
    return Optional.empty();
  }

  private static Optional<String> over(String what, long value, long limit) {
    return Optional.of("It has " + value + "; plugins.quota." + what + " is " + limit + ".");
  }

  private static long bytes(Bundle bundle, long limit) {
    File data = bundle.getDataFile("");
    if (data == null || !data.isDirectory()) {
      return 0;
    }
    AtomicLong total = new AtomicLong();
    try {
      Files.walkFileTree(data.toPath(), new Sum(total, limit));
    } catch (IOException e) {
      // Files come and go meanwhile; the next round counts again.
      return total.get();
    }
    return total.get();
  }

  private static final class Sum extends SimpleFileVisitor<Path> {
    private final AtomicLong total;
    private final long limit;

    Sum(AtomicLong total, long limit) {
      this.total = total;
      this.limit = limit;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      boolean enough = total.addAndGet(attributes.size()) > limit;
      return enough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
