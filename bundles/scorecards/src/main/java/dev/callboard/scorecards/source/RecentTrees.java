package dev.callboard.scorecards.source;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The trees that were read last, so that many entities of one repository cost one copy of it. The
 * host is asked each time whether a tree has changed. Thread-safe; blocks.
 */
final class RecentTrees implements AutoCloseable {
  /** What is done with a tree, while nobody removes it. */
  interface Reading<T> {
    T of(SourceTree tree) throws IOException;
  }

  /** Trees take room on the disk, and entities mostly come repository by repository. */
  private static final int MOST = 2;

  private final UrlReader reader;
  private final Map<String, SourceTree> trees = new LinkedHashMap<>(4, 0.75f, true);

  RecentTrees(UrlReader reader) {
    this.reader = reader;
  }

  /**
   * Reads what is at an address.
   *
   * @param asOf what was pushed before this moment has to be seen
   */
  synchronized <T> T read(String root, Instant asOf, Reading<T> reading) throws IOException {
    SourceTree known = trees.get(root);
    String etag = known == null ? null : known.etag().orElse(null);
    SourceTree found = reader.readTree(root, ReadOptions.none().withEtag(etag).withAsOf(asOf));
    if (etag != null && found.directory().isEmpty()) {
      found.close();
      return reading.of(known);
    }
    if (known != null) {
      trees.remove(root).close();
    }
    if (found.etag().isEmpty() || found.directory().isEmpty()) {
      try (found) {
        return reading.of(found);
      }
    }
    trees.put(root, found);
    shrink(MOST);
    return reading.of(found);
  }

  private void shrink(int most) {
    Iterator<SourceTree> oldest = trees.values().iterator();
    while (trees.size() > most) {
      oldest.next().close();
      oldest.remove();
    }
  }

  @Override
  public synchronized void close() {
    shrink(0);
  }
}
