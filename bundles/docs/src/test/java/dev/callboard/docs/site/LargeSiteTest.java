package dev.callboard.docs.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.docs.html.HtmlPolicy;
import dev.callboard.docs.markdown.Diagrams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeSiteTest {
  private static final int PAGES = 80;
  private static final long SPARE = 6L << 20;

  @TempDir Path temp;

  @Test
  void F_buildingTheSameSiteAgainTakesNoMoreMemory() throws IOException {
    TestSite tree = new TestSite(temp);
    tree.file("docs/index.md", "# Home\n");
    for (int i = 0; i < PAGES; i++) {
      tree.file("docs/part" + i % 7 + "/page" + i + ".md", page(i));
    }
    PageCache cache = new PageCache(256 << 10);
    SiteBuilder builder = new SiteBuilder(cache, Workers.ALONE);
    assertEquals(PAGES + 1, build(builder).pages().size());
    build(builder);
    long before = used();
    for (int i = 0; i < 6; i++) {
      build(builder);
    }
    long grown = used() - before;
    assertTrue(grown < SPARE, "the heap grew by " + grown + " bytes");
    assertTrue(cache.size() <= 256 << 10, cache.size() + " bytes are cached");
  }

  private static String page(int number) {
    return "# Page "
        + number
        + "\n\n## Use\n\nSome *words* about [the home](../index.md).\n\n".repeat(4)
        + "\n```java\nclass A {}\n```\n";
  }

  private BuiltSite build(SiteBuilder builder) throws IOException {
    return builder.build(
        new SiteRequest(
            temp,
            "Large",
            null,
            false,
            path -> Optional.empty(),
            path -> Optional.empty(),
            HtmlPolicy.strict(),
            Diagrams.NONE,
            TestSite.LIMITS,
            Map.of(),
            line -> {}),
        new SiteOutput() {
          @Override
          public void put(String path, byte[] bytes) {}

          @Override
          public void keep(String path) {}
        });
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
