package dev.callboard.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the shared test material beside the repository. */
public final class Shared {
  private Shared() {}

  /** Returns a folder of it, or skips the test, saying so, when it is not there. */
  public static Path folder(String name) {
    Path folder = root().resolve("../shared").resolve(name).normalize();
    if (!Files.isDirectory(folder)) {
      System.out.println("skipped: no folder ../shared/" + name + " beside the repository");
      Assumptions.abort("no shared material");
    }
    return folder;
  }

  private static Path root() {
    String configured = System.getProperty("callboard.root");
    if (configured != null && Files.exists(Path.of(configured, "bnd.bnd"))) {
      return Path.of(configured);
    }
    Path path = Path.of("").toAbsolutePath();
    while (path.getParent() != null && !Files.exists(path.resolve(".mvn"))) {
      path = path.getParent();
    }
    return path;
  }
}
