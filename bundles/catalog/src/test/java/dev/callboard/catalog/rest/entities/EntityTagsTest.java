package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.platform.permission.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entity tags of what is read: one entity, lists and facets. */
class EntityTagsTest {
  private static final String UID = "00000000-0000-0000-0000-000000000001";
  private static final String NAME = "/entities/by-name/component/default/a";
  private static final List<String> LISTS =
      List.of(
          "/entities",
          "/entities?limit=1",
          "/entities?fields=kind",
          "/entities/by-query?limit=1",
          "/entities/by-query?filter=kind=component&totalItems=exclude",
          "/entity-facets?facet=kind",
          "/entity-facets?facet=kind&filter=metadata.name=a");

  private final CatalogServer server = new CatalogServer();

  private static IndexedEntity entity(String name, String uid, String etag) {
    return TestIndexes.entity(
        Map.of(
            "kind",
            "Component",
            "metadata",
            Map.of("name", name, "namespace", "default", "uid", uid, "etag", etag)));
  }

  private void store(String etag) {
    server.index().apply(List.of(entity("a", UID, etag)), List.of());
  }

  @Test
  void anEntityIsSentOnceAndThenOnlyWhenItHasChanged() {
    store("one");
    for (String path : List.of(NAME, "/entities/by-uid/" + UID)) {
      assertEquals("\"one\"", server.get(path).etag());
      for (String known : List.of("\"one\"", "W/\"one\"", "\"x\", \"one\"", "*")) {
        CatalogServer.Answer same = server.get(path, known);
        assertEquals(304, same.status(), known);
        assertEquals("\"one\"", same.etag());
        assertEquals(0, same.content().length);
      }
      assertEquals(200, server.get(path, "\"on\"").status());
    }
    store("two");
    assertEquals("\"two\"", server.get(NAME, "\"one\"").etag());
    assertEquals(200, server.get(NAME, "\"one\"").status());
  }

  @Test
  void aTagDoesNotShowWhatMayNotBeRead() {
    store("one");
    server.policy().decide(Decision.deny("test"));
    for (String known : List.of("\"one\"", "*")) {
      assertEquals(404, server.get(NAME, known).status());
      assertEquals(404, server.get("/entities/by-uid/" + UID, known).status());
    }
    assertNull(server.get(NAME, "\"one\"").etag());
  }

  @Test
  void aListIsSentOnceAndThenOnlyWhenSomethingHasChanged() {
    for (String path : LISTS) {
      store("one");
      CatalogServer.Answer first = server.get(path);
      assertEquals(200, first.status());
      assertEquals("W/\"", first.etag().substring(0, 3));
      CatalogServer.Answer same = server.get(path, first.etag());
      assertEquals(304, same.status(), path);
      assertEquals(first.etag(), same.etag());
      assertEquals(0, same.content().length);
      store("two");
      CatalogServer.Answer changed = server.get(path, first.etag());
      assertEquals(200, changed.status(), path);
      assertNotEquals(first.etag(), changed.etag());
      assertEquals(304, server.get(path, changed.etag()).status());
      server.index().apply(List.of(), List.of("component:default/a"));
      assertEquals(200, server.get(path, changed.etag()).status(), path);
    }
  }

  @Test
  void anotherQueryHasAnotherTag() {
    store("one");
    for (String path : LISTS) {
      for (String other : LISTS) {
        int status = server.get(other, server.get(path).etag()).status();
        assertEquals(other.equals(path) ? 304 : 200, status, path + " " + other);
      }
    }
  }

  @Test
  void otherLimitsHaveAnotherTag() {
    store("one");
    String tag = server.get("/entities/by-query").etag();
    server.configure("catalog.query.defaultLimit", 1);
    assertEquals(200, server.get("/entities/by-query", tag).status());
  }

  @Test
  void Z02_aTagOfOneCallerIsNoneForAnother() {
    store("one");
    for (String path : LISTS) {
      server.as("user:default/admin");
      server.policy().decide(Decision.allow("test"));
      String tag = server.get(path).etag();
      server.as("user:default/alice");
      assertEquals(200, server.get(path, tag).status(), path);
      server.policy().decide(PermittedReadsTest.rule("IS_ENTITY_KIND", kinds("api")));
      CatalogServer.Answer less = server.get(path, tag);
      assertEquals(200, less.status(), path);
      assertEquals(304, server.get(path, less.etag()).status(), path);
      server.policy().decide(Decision.allow("test"));
      assertEquals(200, server.get(path, less.etag()).status(), path);
    }
  }

  @Test
  void whoLosesTheRightToReadIsNotToldThatNothingHasChanged() {
    store("one");
    for (String path : LISTS) {
      server.policy().decide(Decision.allow("test"));
      String tag = server.get(path).etag();
      server.policy().decide(Decision.deny("test"));
      CatalogServer.Answer empty = server.get(path, tag);
      assertEquals(200, empty.status(), path);
      assertNull(empty.etag(), "it would tell when others write");
      assertEquals(200, server.get(path, "*").status(), path);
    }
  }

  @Test
  void aWrongQueryIsRefusedWhateverTheCallerHas() {
    store("one");
    assertEquals(400, server.get("/entities?limit=x", "*").status());
    assertEquals(400, server.get("/entity-facets", "*").status());
  }

  @Test
  void Z04_conditionsThatOnlyReadAlikeHaveDifferentTags() {
    store("one");
    server.policy().decide(PermittedReadsTest.rule("IS_ENTITY_KIND", kinds("a, b")));
    String tag = server.get("/entities").etag();
    server.policy().decide(PermittedReadsTest.rule("IS_ENTITY_KIND", kinds("a", "b")));
    assertEquals(200, server.get("/entities", tag).status());
    server.policy().decide(PermittedReadsTest.rule("IS_ENTITY_KIND", kinds("a, b")));
    assertEquals(304, server.get("/entities", tag).status());
  }

  private static Map<String, Object> kinds(String... kinds) {
    return Map.of("kinds", List.of(kinds));
  }
}
