package dev.callboard.plugins.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Writing files so that after a crash they are there whole or not at all, for the owner only. */
public final class SafeFiles {
  private SafeFiles() {}

  /** Makes a directory that only its owner may enter; one that exists is closed to others. */
  public static void createPrivateDirectory(Path directory) throws IOException {
    Files.createDirectories(directory);
    if (posix(directory)) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Creates an empty file with a new name that only its owner may read. */
  public static Path createTemporary(Path directory, String suffix) throws IOException {
    Path file = directory.resolve(UUID.randomUUID() + suffix);
    open(file).close();
    return file;
  }

  /**
   * Replaces a file in one step and makes sure that it is on disk.
   *
   * @param file what to replace, or to create
   * @param content the new content
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel out = open(temporary)) {
        write(out, ByteBuffer.wrap(content));
        out.force(true);
      }
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Moves a file within a file system in one step, over the target if there is one. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, ATOMIC_MOVE, REPLACE_EXISTING);
    syncDirectory(to.getParent());
  }

  /** Copies a stream to a new file and makes sure that it is on disk. */
  static long copy(InputStream in, Path file, long limit) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long total = 0;
    try (FileChannel out = open(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > limit) {
          return total;
        }
        write(out, ByteBuffer.wrap(buffer, 0, n));
      }
      out.force(true);
    }
    return total;
  }

  /** Makes sure that names in a directory are on disk. */
  public static void syncDirectory(Path directory) throws IOException {
    if (posix(directory)) {
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    FileAttribute<?>[] mode =
        posix(file.getParent())
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(file, Set.of(CREATE_NEW, WRITE), mode);
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
