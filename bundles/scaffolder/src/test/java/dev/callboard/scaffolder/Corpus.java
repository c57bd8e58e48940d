package dev.callboard.scaffolder;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real templates and what they render to, beside the repository. */
public final class Corpus {
  private Corpus() {}

  /** The root of the repository. */
  public static Path root() {
    String given = System.getProperty("callboard.root", "");
    Path path = Path.of(given.isEmpty() ? System.getProperty("user.dir") : given).toAbsolutePath();
    while (path != null && !Files.exists(path.resolve("bundles/platform-api"))) {
      path = path.getParent();
    }
    return path;
  }

  /** A folder of the corpus; the test is skipped without it. */
  public static Path folder(String name) {
    Path folder = root().resolve("../shared/corpus").resolve(name).normalize();
    if (!Files.isDirectory(folder)) {
      System.out.println("skipped: there is no corpus " + name + " beside the repository");
    }
    assumeTrue(Files.isDirectory(folder));
    return folder;
  }
}
