package dev.callboard.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the migrations of the bundles beside this one. */
final class RepositoryMigrations {
  private RepositoryMigrations() {}

  static List<Path> folders() throws IOException {
    Path bundles = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(bundles.resolve("platform-api"))) {
      bundles = bundles.getParent();
    }
    try (Stream<Path> children = Files.list(bundles)) {
      return children
          .map(bundle -> bundle.resolve("src/main/resources/migrations"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  static Map<String, String> scripts(Path folder) throws IOException {
    Map<String, String> scripts = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        scripts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return scripts;
  }
}
