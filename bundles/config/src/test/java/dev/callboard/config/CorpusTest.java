package dev.callboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Configurations of real portals, where they are at hand. */
class CorpusTest {
  @Test
  void everyRealConfigurationLoads() throws IOException {
    Path folder = corpus();
    if (!Files.isDirectory(folder)) {
      System.out.println("Skipped: no corpus of real app-config files at " + folder);
      Assumptions.abort();
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).filter(CorpusTest::isConfig).sorted().toList();
    }
    assertTrue(files.size() > 50, "found only " + files.size());
    List<ConfigProblem> problems =
        files.stream().flatMap(file -> loader(file).check().stream()).toList();
    assertEquals(List.of(), problems);
    long filled =
        files.stream().filter(file -> !loader(file).load().config().keys().isEmpty()).count();
    assertTrue(filled >= files.size() - 1, "only " + filled + " have keys; one is all comments");
  }

  private static boolean isConfig(Path file) {
    return file.toString().endsWith(".yaml");
  }

  /** Files outside of the corpus that are named there, such as certificates, have some text. */
  private static ConfigLoader loader(Path file) {
    return new ConfigLoader(
        ConfigSources.files(List.of(file), Map.of()),
        () ->
            new FileAccess() {
              @Override
              byte[] bytes(Path path) throws IOException {
                return path.startsWith("/mnt")
                    ? "certificate".getBytes(StandardCharsets.UTF_8)
                    : super.bytes(path);
              }
            });
  }

  private static Path corpus() {
    Path root = Path.of(System.getProperty("callboard.root", "")).toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("bnd.bnd"))) {
      root = root.getParent();
    }
    return root == null
        ? Path.of("absent")
        : root.resolve("../shared/corpus/app-config").normalize();
  }
}
