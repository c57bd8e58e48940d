package dev.callboard.docs.diagrams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.docs.markdown.Diagrams.Drawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawingCacheTest {
  @TempDir Path folder;

  @Test
  void theLeastUsedGoWhenTheLimitIsPassedAndNotBefore() throws IOException {
    for (int limit = 29; limit <= 31; limit++) {
      DrawingCache cache = new DrawingCache(folder.resolve("" + limit), limit);
      for (int i = 0; i < 3; i++) {
        cache.put("k" + i, Drawing.of("0123456789"));
        Path file = folder.resolve("" + limit).resolve("k" + i + ".svg");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000 + i));
      }
      assertEquals(limit >= 30, cache.get("k0").isPresent(), "limit " + limit);
      assertTrue(cache.get("k2").isPresent());
    }
  }

  @Test
  void whatWasUsedStays() throws IOException {
    DrawingCache cache = new DrawingCache(folder, 20);
    cache.put("old", Drawing.of("0123456789"));
    cache.put("new", Drawing.of("0123456789"));
    Files.setLastModifiedTime(folder.resolve("old.svg"), FileTime.fromMillis(1000));
    Files.setLastModifiedTime(folder.resolve("new.svg"), FileTime.fromMillis(2000));
    assertEquals("0123456789", cache.get("old").orElseThrow().svg());
    cache.put("next", Drawing.wrong("0123456789"));
    assertTrue(cache.get("old").isPresent());
    assertTrue(cache.get("new").isEmpty());
    assertEquals("0123456789", cache.get("next").orElseThrow().problem());
  }
}
