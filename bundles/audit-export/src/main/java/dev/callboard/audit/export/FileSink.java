package dev.callboard.audit.export;

import dev.callboard.platform.audit.AuditRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Adds a line of JSON for each record to a file, which is opened anew each time, so that it can be
 * moved away. Records are given up only when they are on the disk; a line that a crash cut off is
 * ended before the next one.
 */
final class FileSink implements Sink {
  private final Path file;

  FileSink(Path file) {
    this.file = file;
  }

  @Override
  public void write(List<AuditRecord> records) throws IOException {
    StringBuilder text = new StringBuilder();
    records.forEach(record -> text.append(Lines.line(record)).append('\n'));
    Set<StandardOpenOption> how =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try (FileChannel out = FileChannel.open(file, how, mode())) {
      long end = out.size();
      put(out, end, (torn(out, end) ? "\n" : "") + text);
      out.force(true);
    }
  }

  private static boolean torn(FileChannel file, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return end > 0 && file.read(last, end - 1) == 1 && last.get(0) != '\n';
  }

  private static void put(FileChannel out, long at, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    long position = at;
    while (bytes.hasRemaining()) {
      position += out.write(bytes, position);
    }
  }

  private FileAttribute<?>[] mode() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
