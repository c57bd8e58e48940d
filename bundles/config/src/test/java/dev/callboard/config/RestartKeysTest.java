package dev.callboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.config.Node.MapNode;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartKeysTest {
  private static Config config(String yaml) {
    return new TreeConfig((MapNode) TreeReader.read("a.yaml", yaml));
  }

  @Test
  void F40_changedKeysThatAreReadOnceAreTold() {
    Config started = config("backend: {listen: {port: 1}, database: {client: pg}}");
    Config now = config("backend: {listen: {port: 2}, database: {client: pg}}\nx: 1");
    List<String> paths = List.of("backend.database", "backend.listen.port", "none");
    assertEquals(List.of("backend.listen.port"), RestartKeys.changed(started, now, paths));
    assertEquals(List.of(), RestartKeys.changed(started, started, paths));
  }

  @Test
  void pathsAreOneTextOrSeveral() {
    String property = ConfigListener.RESTART_PATHS;
    assertEquals(List.of("a"), RestartKeys.paths(Map.of(property, "a")));
    assertEquals(List.of("a", "b"), RestartKeys.paths(Map.of(property, new String[] {"a", "b"})));
    assertEquals(List.of("a"), RestartKeys.paths(Map.of(property, List.of("a"))));
    assertEquals(List.of(), RestartKeys.paths(Map.of()));
  }
}
