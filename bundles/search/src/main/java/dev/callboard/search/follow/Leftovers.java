package dev.callboard.search.follow;

import dev.callboard.search.index.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of types that nobody brings any more, such as those of removed plugins. A plugin that
 * is being updated is away for a while, so a folder goes when it was of no use twice in a row. Used
 * by one thread at a time.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /** No type has such a name. */
  private static final String REMOVED = ".removed-";

  private final Path data;
  private final Set<String> unused = new HashSet<>();

  Leftovers(Path data) {
    this.data = data;
  }

  /**
   * Looks for folders and moves those aside that are to go.
   *
   * @param used the types there are
   * @return whether to look again later
   */
  boolean sweep(Set<String> used) throws IOException {
    Set<String> now = new HashSet<>();
    for (String type : types()) {
      if (used.contains(type)) {
        continue;
      }
      if (unused.contains(type)) {
        LOG.info("The search index of {} is deleted: nobody brings such documents", type);
        Files.move(data.resolve(type), data.resolve(REMOVED + type));
      } else {
        now.add(type);
      }
    }
    unused.clear();
    unused.addAll(now);
    return !now.isEmpty();
  }

  /** Deletes what was moved aside. */
  void delete() throws IOException {
    for (Path folder : folders(REMOVED)) {
      Folders.delete(folder);
    }
  }

  private List<String> types() throws IOException {
    return folders("").stream()
        .map(folder -> folder.getFileName().toString())
        .filter(name -> SearchIndexes.TYPE.matcher(name).matches())
        .toList();
  }

  private List<Path> folders(String prefix) throws IOException {
    if (!Files.isDirectory(data)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(data)) {
      return all.filter(Files::isDirectory)
          .filter(folder -> folder.getFileName().toString().startsWith(prefix))
          .toList();
    }
  }
}
