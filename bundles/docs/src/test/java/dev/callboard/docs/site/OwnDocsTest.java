package dev.callboard.docs.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation of the product itself, as it lies in the repository. */
class OwnDocsTest {
  @TempDir Path temp;

  private static Path repository() {
    Path root =
        Path.of(System.getProperty("callboard.root", System.getProperty("user.dir")))
            .toAbsolutePath();
    while (!Files.exists(root.resolve("mkdocs.yml"))) {
      root = root.getParent();
    }
    return root;
  }

  @Test
  void itIsBuiltWithoutAnythingToComplainAbout() throws IOException {
    Path root = repository();
    assertTrue(
        Files.readString(root.resolve("catalog-info.yaml"))
            .contains("backstage.io/techdocs-ref: dir:."));
    BuiltSite built = new TestSite(root).build();
    assertEquals("Callboard", built.name());
    assertEquals(List.of(), built.warnings());
    assertEquals(Map.of("brokenLinks", List.of(), "orphanPages", List.of()), built.report());
    assertTrue(built.pages().size() > 40, built.pages().size() + " pages");
  }
}
