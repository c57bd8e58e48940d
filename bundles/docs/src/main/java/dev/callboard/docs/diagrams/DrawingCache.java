package dev.callboard.docs.diagrams;

import dev.callboard.docs.markdown.Diagrams.Drawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Drawings by the digest of their source, in files, so that they outlast the server. The ones that
 * were used least recently go first. It may be deleted at any time. Thread-safe; blocks.
 */
final class DrawingCache {
  private static final String DRAWING = ".svg";
  private static final String PROBLEM = ".txt";

  private final Path folder;
  private final long limit;
  private long size = -1;

  private record Entry(Path file, long bytes, FileTime used) {}

  DrawingCache(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  Optional<Drawing> get(String key) {
    Optional<String> svg = read(folder.resolve(key + DRAWING));
    return svg.isPresent()
        ? svg.map(Drawing::of)
        : read(folder.resolve(key + PROBLEM)).map(Drawing::wrong);
  }

  private static Optional<String> read(Path file) {
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      String text = Files.readString(file);
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
      return Optional.of(text);
    } catch (IOException e) {
      // it is drawn again
      return Optional.empty();
    }
  }

  void put(String key, Drawing drawing) throws IOException {
    boolean drawn = drawing.problem().isEmpty();
    Files.createDirectories(folder);
    Path part = folder.resolve(UUID.randomUUID() + ".part");
    try {
      Files.writeString(part, drawn ? drawing.svg() : drawing.problem());
      long bytes = Files.size(part);
      Path file = folder.resolve(key + (drawn ? DRAWING : PROBLEM));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      grow(bytes);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private synchronized void grow(long bytes) throws IOException {
    size = size < 0 ? limit + 1 : size + bytes;
    if (size <= limit) {
      return;
    }
    List<Entry> entries = entries();
    size = entries.stream().mapToLong(Entry::bytes).sum();
    for (Entry oldest : entries) {
      if (size <= limit) {
        return;
      }
      Files.deleteIfExists(oldest.file());
      size -= oldest.bytes();
    }
  }

  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          entries.add(new Entry(file, Files.size(file), Files.getLastModifiedTime(file)));
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::used));
    return entries;
  }
}
