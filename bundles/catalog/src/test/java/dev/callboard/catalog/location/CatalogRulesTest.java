package dev.callboard.catalog.location;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which kinds may come from where. */
class CatalogRulesTest {
  private static final Map<String, Object> TEAM =
      Map.of("kind", "Group", "spec", Map.of("type", "team"));

  private static CatalogRules rules(Map<String, Object> rule) {
    return CatalogRules.of(new MapConfig(Map.of("catalog.rules", List.of(rule))));
  }

  @Test
  void componentsApisAndLocationsMayComeFromAnywhereByDefault() {
    CatalogRules rules = CatalogRules.of(new MapConfig(Map.of()));
    for (String kind : List.of("Component", "api", "LOCATION")) {
      assertTrue(rules.allows(Map.of("kind", kind), "url", "https://example.com/x"), kind);
    }
    assertFalse(rules.allows(TEAM, "url", "https://example.com/x"));
  }

  @Test
  void patternOfAUrlMatchesTheUrlsBelowIt() {
    CatalogRules rules =
        rules(
            Map.of(
                "allow",
                List.of("Group"),
                "locations",
                List.of(Map.of("type", "url", "pattern", "https://example.com/org/**"))));
    assertTrue(rules.allows(TEAM, "url", "https://example.com/org/a/b.yaml"));
    assertFalse(rules.allows(TEAM, "url", "https://example.com/other/b.yaml"));
    assertFalse(rules.allows(TEAM, "file", "https://example.com/org/a/b.yaml"));
  }

  @Test
  void exactAndPatternTogetherAreRefused() {
    PortalException e =
        assertThrows(
            PortalException.class,
            () ->
                rules(
                    Map.of(
                        "allow",
                        List.of("Group"),
                        "locations",
                        List.of(Map.of("exact", "a", "pattern", "b")))));
    assertEquals(ErrorCode.INPUT, e.code());
  }

  @Test
  void otherRulesHaveAnotherFingerprint() {
    assertFalse(
        rules(Map.of("allow", List.of("Group")))
            .fingerprint()
            .equals(rules(Map.of("allow", List.of("User"))).fingerprint()));
  }
}
