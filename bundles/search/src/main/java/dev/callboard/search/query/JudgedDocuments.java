package dev.callboard.search.query;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has been found out about who may see what, by the caller's rights and the part of the index.
 * Bounded by its size. Thread-safe.
 */
final class JudgedDocuments {
  private static final long MOST_BYTES = 32 << 20;

  private record Key(Object access, Object part) {}

  private final LinkedHashMap<Key, byte[]> judged = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * Returns an array with a place for each resource of a part: 0 not known, 1 visible, 2 hidden. It
   * is shared: two threads that find something out at the same time find out the same.
   */
  synchronized byte[] of(Object access, Object part, int resources) {
    Key key = new Key(access, part);
    byte[] found = judged.get(key);
    if (found == null) {
      found = new byte[resources];
      judged.put(key, found);
      bytes += resources;
      var oldest = judged.entrySet().iterator();
      while (bytes > MOST_BYTES && judged.size() > 1) {
        Map.Entry<Key, byte[]> next = oldest.next();
        bytes -= next.getValue().length;
        oldest.remove();
      }
    }
    return found;
  }
}
