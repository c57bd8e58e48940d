package dev.callboard.plugins.inspect;

import java.time.Duration;

/** What is left of the limits while a jar and the jars inside it are looked into. */
final class Budget {
  private final InspectionLimits limits;
  private final long deadline;
  private long entries;
  private long bytes;

  Budget(InspectionLimits limits) {
    this.limits = limits;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  InspectionLimits limits() {
    return limits;
  }

  /** Takes a number of entries before anything is made of them. */
  void takeEntries(long count) throws JarRefusedException {
    entries += count;
    if (entries > limits.entries()) {
      throw new JarRefusedException(
          "too-many-entries",
          "the jar has " + entries + " entries; plugins.limits.entries is " + limits.entries());
    }
  }

  /** Takes unpacked bytes that an entry claims. */
  void takeBytes(long count) throws JarRefusedException {
    bytes += count;
    if (bytes > limits.totalBytes()) {
      throw new JarRefusedException(
          "too-large",
          "the jar unpacks to more than plugins.limits.totalSize, "
              + limits.totalBytes()
              + " bytes");
    }
  }

  /** Ends the work when it takes too long. */
  void checkTime() throws JarRefusedException {
    if (System.nanoTime() - deadline > 0) {
      Duration time = limits.time();
      throw new JarRefusedException(
          "too-slow",
          "looking into the jar took longer than plugins.limits.inspectionTime, "
              + time.toMillis()
              + " ms");
    }
  }
}
