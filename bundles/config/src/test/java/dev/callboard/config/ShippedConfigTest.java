package dev.callboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The files that come with the product. */
class ShippedConfigTest {
  private static Config load(Map<String, String> environment, String... names) {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("config/app-config.yaml"))) {
      root = root.getParent();
    }
    Path folder = root.resolve("config");
    return new ConfigLoader(
            ConfigSources.files(Arrays.stream(names).map(folder::resolve).toList(), environment))
        .load()
        .config();
  }

  @Test
  void theDefaultLetsNobodyInWithoutAPassword() {
    Config config = load(Map.of(), "app-config.yaml");
    assertFalse(config.has("auth.providers.guest"));
    assertEquals(Optional.of(7007L), config.number("backend.listen.port"));
    assertEquals(Optional.of("warn"), config.string("plugins.signatures.policy"));
    assertEquals(Optional.of("better-sqlite3"), config.string("backend.database.client"));
    assertEquals(Optional.of(true), config.bool("permission.enabled"));
  }

  @Test
  void developmentLetsGuestsIn() {
    assertTrue(
        load(Map.of(), "app-config.yaml", "app-config.development.yaml")
            .has("auth.providers.guest"));
  }

  @Test
  void productionRefusesGuestsAndUnsignedPlugins() {
    Config config =
        load(
            Map.of("POSTGRES_HOST", "db", "CALLBOARD_URL", "https://portal.example.com"),
            "app-config.yaml",
            "app-config.development.yaml",
            "app-config.production.yaml");
    assertFalse(config.has("auth.providers.guest"));
    assertEquals(Optional.of("deny"), config.string("plugins.signatures.policy"));
    assertEquals(Optional.of("pg"), config.string("backend.database.client"));
    assertEquals(Optional.of("db"), config.string("backend.database.connection.host"));
    assertEquals(Optional.of(5432L), config.number("backend.database.connection.port"));
    assertEquals(Optional.of("https://portal.example.com"), config.string("backend.baseUrl"));
  }
}
