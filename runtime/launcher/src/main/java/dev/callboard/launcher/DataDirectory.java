package dev.callboard.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory with a server's state. Only its owner may look into it, and only one process may
 * use it.
 */
final class DataDirectory {
  private static final String LOCK_FILE = "callboard.lock";

  private final Path path;

  DataDirectory(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  Path path() {
    return path;
  }

  /** Returns a directory below, which is made when it is missing. */
  Path directory(String name) throws IOException {
    Path directory = path.resolve(name);
    Files.createDirectories(directory);
    restrict(directory, "rwx------");
    return directory;
  }

  /** Takes the lock that the operating system gives up when the process ends, however it ends. */
  Lock lock() throws IOException {
    Files.createDirectories(path);
    restrict(path, "rwx------");
    Path file = path.resolve(LOCK_FILE);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      String owner = read(channel);
      channel.close();
      throw new InUseException(
          "The data directory "
              + path
              + " is in use by another callboard process"
              + (owner.isEmpty() ? "" : " (pid " + owner + ")")
              + ". Stop it, or choose another directory with --data.");
    }
    restrict(file, "rw-------");
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    return new Lock(channel);
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(32);
    channel.read(buffer, 0);
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).trim();
  }

  private static void restrict(Path path, String permissions) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString(permissions));
    }
  }

  /** The lock; closing it lets another process in. */
  static final class Lock implements AutoCloseable {
    private final FileChannel channel;

    private Lock(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Another process uses the directory. */
  static final class InUseException extends IOException {
    private static final long serialVersionUID = 1L;

    private InUseException(String message) {
      super(message);
    }
  }
}
