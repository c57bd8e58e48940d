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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The local files that a root was read from, as they were then. Looking at them costs a call of the
 * operating system each, so that a change is noticed without reading anything.
 */
final class WatchedFiles {
  private final Map<Path, String> stamps = new HashMap<>();
  private final Set<Path> directories = new HashSet<>();

  private WatchedFiles() {}

  /** Returns nothing that is watched. */
  static WatchedFiles none() {
    return new WatchedFiles();
  }

  static WatchedFiles of(Root root, Collection<SourceRow> rows) {
    WatchedFiles watched = new WatchedFiles();
    if (!root.type().equals("file")) {
      return watched;
    }
    for (SourceRow row : rows) {
      watched.add(row, root.tree().orElse(Path.of(root.target())));
    }
    watched.addTarget(Path.of(root.target()));
    return watched;
  }

  /**
   * Returns these with the directories as they were earlier, so that a file which appeared while
   * the others were read counts as a change.
   */
  WatchedFiles since(WatchedFiles before) {
    for (Path directory : directories) {
      String earlier = before.stamps.get(directory);
      if (earlier != null && before.directories.contains(directory)) {
        stamps.put(directory, earlier);
      }
    }
    return this;
  }

  private void addTarget(Path target) {
    if (FileFinder.isGlob(target.toString())) {
      addDirectories(FileFinder.base(target));
    } else if (Files.isDirectory(target)) {
      addDirectories(target);
    } else {
      stamps.putIfAbsent(target, Stamps.of(target));
    }
  }

  /** What Location entities name besides single files, which have rows of their own. */
  private void addListed(SourceRow row, Path file, Path top) {
    for (ListedTarget listed : ListedTarget.parse(row.targets())) {
      if (!listed.type().equals("file") || listed.target().indexOf('\0') >= 0) {
        continue;
      }
      Path target = file.resolveSibling(listed.target()).normalize();
      if (target.startsWith(top)) {
        addTarget(target);
      }
    }
  }

  private void add(SourceRow row, Path top) {
    if (row.sourceKey().startsWith("file:")) {
      Path file = Path.of(row.sourceKey().substring("file:".length()));
      stamps.put(file, row.stamp() == null ? Stamps.of(file) : row.stamp());
      addListed(row, file, top);
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
              if (!path.equals(top) && FileFinder.skips(path) || !directories.add(path)) {
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
