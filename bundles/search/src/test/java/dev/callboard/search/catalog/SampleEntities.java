package dev.callboard.search.catalog;

import dev.callboard.catalog.api.Entity;
import dev.callboard.platform.error.PortalException;
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
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The entities of the sample catalog that is shipped. */
public final class SampleEntities {
  private SampleEntities() {}

  /** Reads them from their files. */
  public static List<Entity> read() throws IOException {
    return read(root().resolve("config/sample-catalog"));
  }

  /** Reads entities from all files below a folder; what is none is passed over. */
  public static List<Entity> read(Path root) throws IOException {
    List<Entity> entities = new ArrayList<>();
    int unread = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(SampleEntities::isDescription).sorted().toList()) {
        try {
          for (Object document :
              new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(file))) {
            entity(document, entities);
          }
        } catch (YamlEngineException | PortalException | IllegalArgumentException e) {
          unread++;
        }
      }
    }
    System.out.println(entities.size() + " entities, and " + unread + " files that are not right");
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
        && !path.endsWith(".test.yaml");
  }

  /** Returns the root of the checkout. */
  public static Path root() {
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
