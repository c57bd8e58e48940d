package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.FileFinder;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.store.SourceRow;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The local files that a root was read from, as they were then. Looking at them costs a call of the
 * operating system each, so that a change is noticed without reading anything.
 */
final class WatchedFiles {
  private final Map<Path, String> stamps = new HashMap<>();

  private WatchedFiles() {}

  static WatchedFiles of(Root root, Collection<SourceRow> rows) {
    WatchedFiles watched = new WatchedFiles();
    if (!root.type().equals("file")) {
      return watched;
    }
    for (SourceRow row : rows) {
      watched.add(row);
    }
    Path target = Path.of(root.target());
    if (FileFinder.isGlob(root.target())) {
      watched.addDirectories(FileFinder.base(target));
    } else if (Files.isDirectory(target)) {
      watched.addDirectories(target);
    } else {
      watched.stamps.putIfAbsent(target, Stamps.of(target));
    }
    return watched;
  }

  private void add(SourceRow row) {
    if (row.sourceKey().startsWith("file:")) {
      Path file = Path.of(row.sourceKey().substring("file:".length()));
      stamps.put(file, row.stamp() == null ? Stamps.of(file) : row.stamp());
    }
    if (row.dependencies() != null && row.sourceKey().startsWith("file:")) {
      for (String line : row.dependencies().split("\n")) {
        int tab = line.indexOf('\t');
        stamps.put(Path.of(line.substring(0, tab)), line.substring(tab + 1));
      }
    }
  }

  /** A directory changes when a file appears in it or goes. */
  private void addDirectories(Path top) {
    try {
      Files.walkFileTree(
          top,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              if (!path.equals(top) && path.getFileName().toString().equals(".git")) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              stamps.put(path, Stamps.of(path));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      stamps.put(top, Stamps.of(top));
    }
  }

  boolean changed() {
    for (Map.Entry<Path, String> each : stamps.entrySet()) {
      if (!Stamps.of(each.getKey()).equals(each.getValue())) {
        return true;
      }
    }
    return false;
  }
}
