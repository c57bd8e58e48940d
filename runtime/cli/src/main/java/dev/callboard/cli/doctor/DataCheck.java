package dev.callboard.cli.doctor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at the data directory: who may read it, and whether a server uses it. */
final class DataCheck {
  private static final String AREA = "data";
  private static final String LOCK = "callboard.lock";
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private final Path data;
  private boolean inUse;

  DataCheck(Patient patient) {
    data = patient.data();
  }

  /** Returns whether a server was found to use the directory. */
  boolean inUse() {
    return inUse;
  }

  List<Finding> run() throws IOException {
    if (!Files.exists(data)) {
      return List.of(Finding.ok(AREA, data + " does not exist yet; the first start makes it"));
    }
    if (!Files.isDirectory(data)) {
      return List.of(Finding.error(AREA, data + " is a file", "Name a directory with --data."));
    }
    if (!Files.isReadable(data) || !Files.isWritable(data)) {
      return List.of(
          Finding.error(
              AREA, data + " cannot be read and written by this user", "Run as its owner."));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(lock());
    findings.addAll(permissions());
    return findings;
  }

  private Finding lock() throws IOException {
    Path file = data.resolve(LOCK);
    if (!Files.exists(file)) {
      return Finding.ok(AREA, data + " is not in use");
    }
    String owner = Files.readString(file, StandardCharsets.US_ASCII).strip();
    String named = owner.isEmpty() ? "" : " (pid " + owner + ")";
    // The operating system gives the lock up with its process, so the file alone means nothing.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      inUse = lock == null;
    } catch (OverlappingFileLockException e) {
      inUse = true;
    }
    return inUse
        ? Finding.ok(AREA, "a server runs on " + data + named)
        : Finding.ok(AREA, data + " is not in use; the lock file of an earlier run is harmless");
  }

  private List<Finding> permissions() throws IOException {
    List<Finding> findings = new ArrayList<>();
    check(data, findings);
    check(data.resolve("admin-token"), findings);
    check(data.resolve("db"), findings);
    if (findings.isEmpty()) {
      findings.add(Finding.ok(AREA, "only the owner can read " + data));
    }
    return findings;
  }

  private static void check(Path path, List<Finding> findings) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null || !Files.exists(path)) {
      return;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    if (!OWNER.containsAll(permissions)) {
      findings.add(
          Finding.warning(
              AREA,
              path + " can be read by others: " + PosixFilePermissions.toString(permissions),
              "chmod go= " + path + ": it holds keys and tokens."));
    }
  }
}
