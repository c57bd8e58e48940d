package dev.callboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentLayerTest {
  @Test
  void namesArePathsAndValuesAreJsonOrText() {
    assertEquals(
        Map.of("a", Map.of("b", 1L, "c-d", "x y", "e", Map.of("f", List.of(true))), "t", "1 apple"),
        EnvironmentLayer.of(
                Map.of(
                    "APP_CONFIG_a_b", "1",
                    "APP_CONFIG_a_c-d", "x y",
                    "APP_CONFIG_a_e", "{\"f\":[true]}",
                    "APP_CONFIG_t", "1 apple",
                    "APP_CONFIG_empty", "",
                    "OTHER", "1"))
            .plain());
  }

  @Test
  void twoVariablesMayNotSpeakOfTheSameKey() {
    assertProblem("APP_CONFIG_a_b", "refuses to override", "APP_CONFIG_a", "{\"b\":1}");
    assertProblem("APP_CONFIG_a_b", "cannot be nested under", "APP_CONFIG_a", "text");
  }

  @Test
  void badNamesAndNullAreRefused() {
    assertProblem("APP_CONFIG_a__b", "'' is not a key", "X", "y");
    assertProblem("APP_CONFIG_1a", "'1a' is not a key", "X", "y");
    assertTrue(
        assertThrows(
                ConfigException.class, () -> EnvironmentLayer.of(Map.of("APP_CONFIG_a", "null")))
            .getMessage()
            .contains("null is not a value"));
  }

  private static void assertProblem(String bad, String message, String name, String value) {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> EnvironmentLayer.of(Map.of(name, value, bad, "hunter2")));
    assertTrue(
        e.getMessage().startsWith("environment variable " + bad + ": " + message), e.getMessage());
    assertTrue(!e.getMessage().contains("hunter2"));
  }
}
