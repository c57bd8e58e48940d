package dev.callboard.docs.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.docs.api.DocsFile;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObjectCacheTest {
  private static DocsFile object(String tag) {
    return new DocsFile(new byte[100], Instant.EPOCH, tag);
  }

  @Test
  void theLeastUsedGoesWhenTheLimitIsPassedAndNotBefore() {
    long two = 2 * ObjectCache.cost(object("t"));
    for (int more = -1; more <= 1; more++) {
      ObjectCache cache = new ObjectCache(two + more);
      cache.put("a", object("1"));
      cache.put("b", object("2"));
      assertEquals(more >= 0, cache.get("a").isPresent(), "" + more);
      assertTrue(cache.get("b").isPresent());
    }
    ObjectCache cache = new ObjectCache(two);
    cache.put("a", object("1"));
    cache.put("b", object("2"));
    cache.get("a");
    cache.put("c", object("3"));
    assertTrue(cache.get("a").isPresent());
    assertTrue(cache.get("b").isEmpty());
  }

  @Test
  void anObjectMayFillTheCacheAndNoMore() {
    long one = ObjectCache.cost(object("t"));
    for (int more = -1; more <= 1; more++) {
      ObjectCache cache = new ObjectCache(one + more);
      cache.put("a", object("1"));
      assertEquals(more >= 0, cache.get("a").isPresent(), "" + more);
    }
    ObjectCache none = new ObjectCache(0);
    none.put("a", object("1"));
    assertTrue(none.get("a").isEmpty());
  }

  @Test
  void whatHasNoTagCannotBeAskedForAndIsNotKept() {
    ObjectCache cache = new ObjectCache(10_000);
    cache.put("a", object("1"));
    cache.put("a", object(""));
    assertTrue(cache.get("a").isEmpty());
    cache.put("b", object("1"));
    cache.put("b", object("2"));
    assertEquals("2", cache.get("b").orElseThrow().tag());
    cache.remove("b");
    assertTrue(cache.get("b").isEmpty());
  }
}
