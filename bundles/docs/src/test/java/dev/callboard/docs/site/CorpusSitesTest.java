package dev.callboard.docs.site;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds all documentation of real projects that there is, and one of 500 pages against the clock.
 */
class CorpusSitesTest {
  @TempDir Path temp;

  private static Path corpus() {
    Path root = Path.of(System.getProperty("callboard.root", System.getProperty("user.dir")));
    while (root != null && !Files.exists(root.resolve("bnd.bnd"))) {
      root = root.getParent();
    }
    Path folder = root.resolve("../shared/corpus/docs").normalize();
    if (!Files.exists(folder)) {
      System.out.println("skipped: no folder ../shared/corpus/docs beside the repository");
    }
    assumeTrue(Files.exists(folder));
    return folder;
  }

  @Test
  void allTreesBuild() throws IOException {
    List<String> wrong = new ArrayList<>();
    int pages = 0;
    for (Path config : configurations(corpus())) {
      TestSite site = new TestSite(config.getParent());
      try {
        pages += site.build().pages().size();
        site.files.keySet().stream()
            .filter(path -> path.endsWith(".html"))
            .map(site::text)
            .forEach(html -> assertFalse(html.contains("<script"), config.toString()));
      } catch (RuntimeException e) {
        wrong.add(config + ": " + e.getMessage());
      }
    }
    // two trees come without the folder of their pages
    wrong.removeIf(each -> each.contains("There is no folder"));
    assertTrue(wrong.isEmpty(), String.join("\n", wrong));
    assertTrue(pages > 400, pages + " pages");
  }

  private static List<Path> configurations(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("mkdocs\\.ya?ml"))
          .sorted()
          .toList();
    }
  }
}
