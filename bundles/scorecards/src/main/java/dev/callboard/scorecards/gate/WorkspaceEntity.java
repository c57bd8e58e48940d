package dev.callboard.scorecards.gate;

import dev.callboard.catalog.api.Entity;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scorecards.source.FileTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the entity that files describe. */
final class WorkspaceEntity {
  private static final List<String> NAMES = List.of("catalog-info.yaml", "catalog-info.yml");
  private static final int MOST = 1 << 20;

  private WorkspaceEntity() {}

  /**
   * Returns the first component of the file, or else the first entity.
   *
   * @throws PortalException when there is no such file, or no entity in it
   */
  static Entity of(FileTree files) throws IOException {
    String path =
        NAMES.stream()
            .filter(files.paths()::contains)
            .findFirst()
            .orElseThrow(
                () -> PortalException.notFound("There is no catalog-info.yaml among the files"));
    Load load = new Load(LoadSettings.builder().setMaxAliasesForCollections(20).build());
    Optional<Entity> first = Optional.empty();
    try {
      for (Object each :
          load.loadAllFromInputStream(new ByteArrayInputStream(files.read(path, MOST)))) {
        if (each instanceof Map<?, ?> document) {
          Entity entity = entity(document);
          if (entity.kind().equalsIgnoreCase("component")) {
            return entity;
          }
          first = first.isPresent() ? first : Optional.of(entity);
        }
      }
    } catch (YamlEngineException e) {
      throw PortalException.input(path + " is no YAML: " + e.getMessage());
    }
    return first.orElseThrow(() -> PortalException.input(path + " has no entity"));
  }

  @SuppressWarnings("unchecked")
  private static Entity entity(Map<?, ?> document) {
    return Entity.of((Map<String, Object>) document);
  }
}
