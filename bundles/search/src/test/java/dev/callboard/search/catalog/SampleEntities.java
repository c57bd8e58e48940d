package dev.callboard.search.catalog;

import dev.callboard.catalog.api.Entity;
import dev.callboard.search.spi.SearchDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The entities of the sample catalog that is shipped. */
public final class SampleEntities {
  private SampleEntities() {}

  /** Reads them from their files. */
  public static List<Entity> read() throws IOException {
    Path root = root().resolve("config/sample-catalog");
    List<Entity> entities = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(SampleEntities::isDescription).sorted().toList()) {
        for (Object document :
            new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(file))) {
          entity(document, entities);
        }
      }
    }
    return entities;
  }

  /** Returns the document of an entity. */
  public static SearchDocument document(Entity entity) {
    return EntityDocument.of(entity);
  }

  @SuppressWarnings("unchecked")
  private static void entity(Object document, List<Entity> entities) {
    if (document instanceof Map<?, ?> map && map.containsKey("kind")) {
      entities.add(Entity.of((Map<String, Object>) map));
    }
  }

  private static boolean isDescription(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".yaml")
        && !path.contains("/skeleton/")
        && !path.contains("/expected/")
        && !path.contains("/apis/")
        && !path.endsWith(".test.yaml");
  }

  private static Path root() {
    String given = System.getProperty("callboard.root");
    if (given != null) {
      return Path.of(given);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("config/sample-catalog"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
