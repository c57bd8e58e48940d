package dev.callboard.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class KeptBitmapsTest {
  private static final int DOCS = 200_000;

  private final KeptBitmaps kept = new KeptBitmaps(DOCS);
  private final AtomicInteger searches = new AtomicInteger();

  private RoaringBitmap get(Object condition, int step) {
    return kept.get(
        condition,
        () -> {
          searches.incrementAndGet();
          RoaringBitmap found = new RoaringBitmap();
          for (int doc = 0; doc < DOCS; doc += step) {
            found.add(doc);
          }
          return found;
        });
  }

  @Test
  void whatWasFoundIsNotSearchedForAgain() {
    RoaringBitmap first = get("a", 7);
    assertSame(first, get("a", 7));
    assertEquals(1, searches.get());
  }

  @Test
  void soManyBitmapsAreKept() {
    for (int i = 0; i < KeptBitmaps.MAX_BITMAPS - 1; i++) {
      get(i, DOCS);
    }
    assertEquals(KeptBitmaps.MAX_BITMAPS - 1, kept.size());
    get("last", DOCS);
    assertEquals(KeptBitmaps.MAX_BITMAPS, kept.size());
    get("one more", DOCS);
    assertEquals(KeptBitmaps.MAX_BITMAPS, kept.size());
    int before = searches.get();
    get("one more", DOCS);
    assertEquals(before, searches.get(), "the newest is kept");
  }

  @Test
  void largeBitmapsTakeNoMoreThanTheirShareOfMemory() {
    for (int i = 0; i < 200; i++) {
      get(i, 2);
    }
    assertTrue(kept.bytes() <= DOCS / 8 * 64L, kept.bytes() + " bytes");
    assertTrue(kept.size() > 30, kept.size() + " bitmaps");
  }
}
