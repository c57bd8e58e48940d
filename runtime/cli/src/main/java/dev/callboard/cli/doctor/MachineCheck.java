package dev.callboard.cli.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks at Java, the memory, and the disk that the data directory is on. */
final class MachineCheck {
  private static final String AREA = "machine";
  private static final int OLDEST_JAVA = 17;
  private static final long MIB = 1 << 20;
  private static final long LITTLE_MEMORY = 512 * MIB;
  private static final long NO_DISK = 200 * MIB;
  private static final long LITTLE_DISK = 2_048 * MIB;
  // SQLite and file locks are not reliable on these.
  private static final Set<String> NETWORK =
      Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "fuse.sshfs");

  private final Patient patient;

  MachineCheck(Patient patient) {
    this.patient = patient;
  }

  List<Finding> run() throws IOException {
    List<Finding> findings = new ArrayList<>();
    findings.add(java(Runtime.version().feature()));
    findings.add(memory(physicalMemory()));
    FileStore store = Files.getFileStore(existing(patient.data()));
    findings.add(disk(store.getUsableSpace(), patient.data()));
    findings.add(fileSystem(store.type(), patient.data()));
    return findings;
  }

  static Finding java(int feature) {
    if (feature < OLDEST_JAVA) {
      return Finding.error(
          AREA, "Java " + feature + " is too old", "Install a JDK " + OLDEST_JAVA + " or later.");
    }
    return Finding.ok(AREA, "Java " + Runtime.version());
  }

  static Finding memory(long bytes) {
    if (bytes < LITTLE_MEMORY) {
      return Finding.warning(
          AREA,
          "only " + bytes / MIB + " MiB of memory",
          "Give the machine or container 512 MiB or more.");
    }
    return Finding.ok(AREA, bytes / MIB + " MiB of memory");
  }

  static Finding disk(long bytes, Path data) {
    if (bytes < NO_DISK) {
      return Finding.error(
          AREA,
          "only " + bytes / MIB + " MiB free for " + data,
          "Free some space: the server refuses writes when the disk is full.");
    }
    if (bytes < LITTLE_DISK) {
      return Finding.warning(
          AREA, "only " + bytes / MIB + " MiB free for " + data, "Free some space soon.");
    }
    return Finding.ok(AREA, bytes / MIB + " MiB free for " + data);
  }

  static Finding fileSystem(String type, Path data) {
    if (NETWORK.contains(type.toLowerCase(Locale.ROOT))) {
      return Finding.error(
          AREA,
          data + " is on a network file system (" + type + ")",
          "Use a local disk with --data: file locks and SQLite are not safe there.");
    }
    return Finding.ok(AREA, data + " is on " + type);
  }

  private static long physicalMemory() {
    var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    // In a container this is the limit of the container.
    return system instanceof com.sun.management.OperatingSystemMXBean bean
        ? bean.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory();
  }

  /** The data directory can be one that is yet to be made. */
  private static Path existing(Path path) {
    Path up = path;
    while (up != null && !Files.exists(up)) {
      up = up.getParent();
    }
    return up == null ? path.getRoot() : up;
  }
}
