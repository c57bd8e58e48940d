package dev.callboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.config.ConfigSources.Layer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConfigSourcesTest {
  @Test
  void theDefaultsAreTheFilesOfTheInstallation() {
    Path folder = Path.of("/opt/callboard/config");
    ConfigSources sources =
        ConfigSources.of(
            Map.of("callboard.home", "/opt/callboard")::get, Map.of("BACKSTAGE_ENV", "eu, test"));
    assertEquals(
        List.of(
            new Layer(folder.resolve("app-config.yaml"), true),
            new Layer(folder.resolve("app-config.eu.yaml"), false),
            new Layer(folder.resolve("app-config.test.yaml"), false),
            new Layer(folder.resolve("app-config.local.yaml"), false),
            new Layer(folder.resolve("app-config.eu.local.yaml"), false),
            new Layer(folder.resolve("app-config.test.local.yaml"), false)),
        sources.files());
    assertEquals(OptionalInt.empty(), sources.port());
  }

  @Test
  void namedFilesReplaceTheDefaultsAndMustExist() {
    ConfigSources sources =
        ConfigSources.of(
            Map.of("callboard.config", "/a.yaml\n/b.yaml\n", "callboard.port", "0")::get, Map.of());
    assertEquals(
        List.of(new Layer(Path.of("/a.yaml"), true), new Layer(Path.of("/b.yaml"), true)),
        sources.files());
    assertEquals(OptionalInt.of(0), sources.port());
  }

  @Test
  void badPropertiesAreRefused() {
    for (String port : List.of("65536", "-1", "http", "123456")) {
      assertThrows(
          ConfigException.class,
          () -> ConfigSources.of(Map.of("callboard.port", port)::get, Map.of()));
    }
    ConfigSources.of(Map.of("callboard.port", "65535")::get, Map.of());
    assertThrows(
        ConfigException.class,
        () -> ConfigSources.of(Map.of("callboard.config", "https://x/y.yaml")::get, Map.of()));
    assertThrows(
        ConfigException.class, () -> ConfigSources.of(k -> null, Map.of("BACKSTAGE_ENV", "../x")));
  }
}
