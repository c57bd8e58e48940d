package dev.callboard.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/** Writes files that only the user of the server may read, and makes sure that they are stored. */
final class PrivateFiles {
  private PrivateFiles() {}

  /** Writes a whole file: others see the old content or the new one, never a part. */
  static void write(Path file, String content) throws IOException {
    folder(file);
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    put(draft, content, StandardOpenOption.CREATE_NEW);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Adds to the end of a file, which need not exist. */
  static void append(Path file, String content) throws IOException {
    folder(file);
    put(file, content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void put(Path file, String content, StandardOpenOption... how) throws IOException {
    Set<StandardOpenOption> options = new HashSet<>(Set.of(how));
    options.add(StandardOpenOption.WRITE);
    try (FileChannel out = FileChannel.open(file, options, mode(file, "rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  private static void folder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, mode(folder, "rwx------"));
    }
  }

  private static FileAttribute<?>[] mode(Path file, String permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
