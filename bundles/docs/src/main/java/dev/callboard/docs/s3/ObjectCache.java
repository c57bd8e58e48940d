package dev.callboard.docs.s3;

import dev.callboard.docs.api.DocsFile;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The objects read last, up to a number of bytes. They are served only when the bucket says that
 * they have not changed, so that what another node publishes is seen at once. Thread-safe.
 */
final class ObjectCache {
  private static final int OVERHEAD = 500;

  private final Map<String, DocsFile> objects = new LinkedHashMap<>(64, 0.75f, true);
  private final long limit;
  private long size;

  ObjectCache(long limit) {
    this.limit = limit;
  }

  synchronized Optional<DocsFile> get(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  /** Keeps an object, unless it has no tag to ask with or takes more than all of the room. */
  synchronized void put(String key, DocsFile object) {
    remove(key);
    if (object.tag().isEmpty() || cost(object) > limit) {
      return;
    }
    objects.put(key, object);
    size += cost(object);
    Iterator<DocsFile> oldest = objects.values().iterator();
    while (size > limit) {
      size -= cost(oldest.next());
      oldest.remove();
    }
  }

  synchronized void remove(String key) {
    DocsFile gone = objects.remove(key);
    size -= gone == null ? 0 : cost(gone);
  }

  static long cost(DocsFile object) {
    return object.bytes().length + OVERHEAD;
  }
}
