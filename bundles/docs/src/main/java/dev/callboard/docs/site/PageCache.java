package dev.callboard.docs.site;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pages rendered last, up to a number of bytes. Thread-safe. */
public final class PageCache {
  private final Map<String, PageBody> bodies = new LinkedHashMap<>(64, 0.75f, true);
  private final long limit;
  private long size;

  /** Makes a cache of so many bytes. */
  public PageCache(long limit) {
    this.limit = limit;
  }

  synchronized Optional<PageBody> get(String key) {
    return Optional.ofNullable(bodies.get(key));
  }

  synchronized void put(String key, PageBody body) {
    PageBody before = bodies.put(key, body);
    size += body.size() - (before == null ? 0 : before.size());
    Iterator<PageBody> oldest = bodies.values().iterator();
    while (size > limit && oldest.hasNext()) {
      size -= oldest.next().size();
      oldest.remove();
    }
  }

  /** Returns how many bytes are in use. */
  public synchronized long size() {
    return size;
  }
}
