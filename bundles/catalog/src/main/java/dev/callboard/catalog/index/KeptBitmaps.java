package dev.callboard.catalog.index;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * What costly conditions mean in one segment. A segment never changes, so what was found once stays
 * true; when there is no more room, any other one goes. Thread-safe.
 */
final class KeptBitmaps {
  static final int MAX_BITMAPS = 512;

  /** Bytes: as much as this many bitmaps with a bit for each document. */
  private static final int FULL_BITMAPS = 64;

  private static final long LEAST_BYTES = 64 * 1024;

  private final Map<Object, RoaringBitmap> bitmaps = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final long maxBytes;

  KeptBitmaps(int docCount) {
    maxBytes = Math.max(LEAST_BYTES, (long) docCount / 8 * FULL_BITMAPS);
  }

  RoaringBitmap get(Object condition, Supplier<RoaringBitmap> search) {
    RoaringBitmap known = bitmaps.get(condition);
    if (known != null) {
      return known;
    }
    RoaringBitmap found = search.get();
    keep(condition, found);
    return found;
  }

  private void keep(Object condition, RoaringBitmap found) {
    long size = found.getSizeInBytes();
    if (size > maxBytes) {
      return;
    }
    Iterator<Object> others = bitmaps.keySet().iterator();
    while ((bitmaps.size() >= MAX_BITMAPS || bytes.get() + size > maxBytes) && others.hasNext()) {
      drop(bitmaps.remove(others.next()));
    }
    bytes.addAndGet(size);
    // Two threads may have searched for the same.
    drop(bitmaps.put(condition, found));
  }

  private void drop(RoaringBitmap gone) {
    if (gone != null) {
      bytes.addAndGet(-gone.getSizeInBytes());
    }
  }

  int size() {
    return bitmaps.size();
  }

  long bytes() {
    return bytes.get();
  }
}
