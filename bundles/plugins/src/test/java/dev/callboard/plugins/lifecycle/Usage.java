package dev.callboard.plugins.lifecycle;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the process holds after a collection: none of it may grow with the number of plugins that
 * came and went.
 *
 * @param classes loaded classes
 * @param threads live threads
 * @param files open files
 * @param stored files below the data directory
 */
record Usage(int classes, int threads, long files, long stored) {
  private static final int SPARE_CLASSES = 500;
  private static final int SPARE = 10;

  static Usage now(Path data) throws IOException {
    System.gc();
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (Stream<Path> walk = Files.walk(data)) {
      return new Usage(
          ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
          ManagementFactory.getThreadMXBean().getThreadCount(),
          system.getOpenFileDescriptorCount(),
          walk.count());
    }
  }

  /** Classes of the JDK may still come, and pools have some room; a leak is of another size. */
  boolean isNoMoreThan(Usage before) {
    return classes <= before.classes + SPARE_CLASSES
        && threads <= before.threads + SPARE
        && files <= before.files + SPARE
        && stored <= before.stored + SPARE;
  }
}
