package dev.callboard.catalog.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.VisibleEntities;
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.catalog.index.DefaultCatalogIndex;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexedVisibilityTest {
  private final DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
  private Decision decision = Decision.allow("test");
  private final IndexedVisibility visibility =
      new IndexedVisibility(
          new CatalogReader(
              index,
              (principal, requests) -> requests.stream().map(request -> decision).toList(),
              () -> new MapConfig(Map.of())));

  private static IndexedEntity entity(String kind, String uid) {
    return TestIndexes.entity(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            kind,
            "metadata",
            Map.of(
                "name",
                "a",
                "namespace",
                "default",
                "uid",
                "0000000" + uid + "-0000-0000-0000-0")));
  }

  private VisibleEntities visible() {
    return visibility.visible("catalog.entity.read", "read", new SystemPrincipal());
  }

  @Test
  void anEntityIsVisibleAsInLists() {
    index.apply(List.of(entity("API", "1"), entity("Component", "2")), Set.of());
    assertTrue(visible().all());
    assertTrue(visible().contains("component:default/a"));
    assertFalse(visible().contains("component:default/b"));

    decision =
        Decision.conditional(
            new Condition.Rule("IS_ENTITY_KIND", "catalog-entity", Map.of("kinds", List.of("api"))),
            "test");
    assertFalse(visible().all() || visible().none());
    assertTrue(visible().contains("api:default/a"));
    assertFalse(visible().contains("component:default/a"));

    decision = Decision.deny("test");
    assertTrue(visible().none());
    assertFalse(visible().contains("api:default/a"));
  }

  @Test
  void aKeyIsGoodForOneStateAndOneSetOfRights() {
    index.apply(List.of(entity("API", "1")), Set.of());
    Object key = visible().key();
    assertEquals(key, visible().key());
    index.apply(List.of(entity("Component", "2")), Set.of());
    assertNotEquals(key, visible().key());
    Object all = visible().key();
    decision = Decision.deny("test");
    assertNotEquals(all, visible().key());
  }
}
