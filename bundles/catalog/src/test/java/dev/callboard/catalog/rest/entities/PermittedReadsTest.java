package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PermittedReadsTest {
  private static final CatalogServer SERVER = new CatalogServer();

  @BeforeEach
  void load() {
    SERVER.reset();
    SERVER.index().apply(Components.of(12), List.of());
  }

  @Test
  void thePermissionAskedForIsToReadCatalogEntities() {
    SERVER.get("/entities");
    assertEquals("catalog.entity.read", SERVER.policy().last().permission().name());
    assertEquals(Optional.of("catalog-entity"), SERVER.policy().last().permission().resourceType());
    assertEquals(Optional.empty(), SERVER.policy().last().resourceRef());
  }

  @Test
  void whoMayNotReadGetsEmptyAnswersAndNoError() {
    SERVER.policy().decide(Decision.deny("test"));
    assertEquals("[]", text(SERVER.get("/entities")));
    assertEquals("[]", text(SERVER.get("/entities?limit=3")));
    JsonNode page = SERVER.get("/entities/by-query").json();
    assertEquals("{\"items\":[],\"totalItems\":0,\"pageInfo\":{}}", page.toString());
    assertEquals(
        "{\"items\":[null]}",
        text(SERVER.post("/entities/by-refs", Map.of("entityRefs", List.of(Components.ref(0))))));
    assertEquals("{\"facets\":{\"kind\":[]}}", text(SERVER.get("/entity-facets?facet=kind")));
  }

  @Test
  void oneEntityThatMayNotBeReadIsNotFoundAndItsAncestryIsRefused() {
    SERVER.policy().decide(Decision.deny("test"));
    CatalogServer.Answer hidden = SERVER.get("/entities/by-name/component/default/c0");
    assertEquals(404, hidden.status());
    assertEquals(404, SERVER.get("/entities/by-uid/00000000-0000-0000-0000-000000000000").status());
    CatalogServer.Answer ancestry = SERVER.get("/entities/by-name/component/default/c0/ancestry");
    assertEquals(403, ancestry.status());
    assertEquals("NotAllowedError", ancestry.json().at("/error/name").asText());
  }

  @Test
  void conditionsHoldForEveryRead() {
    SERVER.policy().decide(rule("IS_ENTITY_KIND", Map.of("kinds", List.of("component"))));
    assertEquals(6, SERVER.get("/entities").json().size());
    JsonNode page = SERVER.get("/entities/by-query?limit=2&orderField=metadata.name").json();
    assertEquals(6, page.at("/totalItems").asInt());
    assertEquals(
        "{\"facets\":{\"kind\":[{\"value\":\"Component\",\"count\":6}]}}",
        text(SERVER.get("/entity-facets?facet=kind")));
    assertEquals(404, SERVER.get("/entities/by-name/api/default/c1").status());
    assertEquals(200, SERVER.get("/entities/by-name/component/default/c2").status());
    assertEquals(
        "[null,\"c2\"]",
        names(
            SERVER.post(
                "/entities/by-refs",
                Map.of("entityRefs", List.of(Components.ref(1), Components.ref(2))))));
  }

  @Test
  void ancestryShowsOnlyWhatMayBeReadAndEndsThere() {
    assertEquals(
        3,
        SERVER.get("/entities/by-name/component/default/c2/ancestry").json().at("/items").size());
    SERVER.policy().decide(rule("IS_ENTITY_KIND", Map.of("kinds", List.of("Component"))));
    JsonNode ancestry = SERVER.get("/entities/by-name/component/default/c2/ancestry").json();
    assertEquals(1, ancestry.at("/items").size());
    assertEquals("[]", ancestry.at("/items/0/parentEntityRefs").toString());
  }

  @Test
  void everyRuleOfTheReferenceIsKnown() {
    assertEquals(6, count(rule("IS_ENTITY_OWNER", Map.of("claims", List.of("group:default/g1")))));
    assertEquals(0, count(rule("IS_ENTITY_OWNER", Map.of("claims", List.of()))));
    assertEquals(12, count(rule("HAS_ANNOTATION", Map.of("annotation", "example.com/id"))));
    assertEquals(
        1, count(rule("HAS_ANNOTATION", Map.of("annotation", "example.com/ID", "value", "id-3"))));
    assertEquals(4, count(rule("HAS_LABEL", Map.of("label", "tier", "value", "2"))));
    assertEquals(12, count(rule("HAS_METADATA", Map.of("key", "name"))));
    assertEquals(9, count(rule("HAS_SPEC", Map.of("key", "type", "value", "library"))));
    assertEquals(9, count(rule("HAS_SPEC", Map.of("key", "size"))));
  }

  @Test
  void conditionsCanBeJoined() {
    Condition kind = new Condition.Rule("IS_ENTITY_KIND", "catalog-entity", kinds("Component"));
    Condition spec = new Condition.Rule("HAS_SPEC", "catalog-entity", Map.of("key", "size"));
    assertEquals(3, count(conditional(new Condition.AllOf(List.of(kind, spec)))));
    assertEquals(12, count(conditional(new Condition.AnyOf(List.of(kind, spec)))));
    assertEquals(6, count(conditional(new Condition.Not(kind))));
  }

  @Test
  void aConditionThatIsNotKnownAllowsNothingAlsoWhenNegated() {
    SERVER
        .policy()
        .decide(
            conditional(
                new Condition.Not(new Condition.Rule("IS_FRIDAY", "catalog-entity", Map.of()))));
    assertEquals(500, SERVER.get("/entities/by-query").status());
    assertEquals(500, SERVER.get("/entities").status());
  }

  @Test
  void Z02_aCursorGivesOnlyWhatItsCallerMayReadNow() {
    String cursor =
        SERVER.get("/entities/by-query?limit=2").json().at("/pageInfo/nextCursor").asText();
    SERVER.policy().decide(rule("IS_ENTITY_KIND", kinds("api")));
    JsonNode page = SERVER.get("/entities/by-query?limit=50&cursor=" + encoded(cursor)).json();
    List<String> kinds = new ArrayList<>();
    page.at("/items").forEach(item -> kinds.add(item.at("/kind").asText()));
    assertTrue(kinds.stream().allMatch("API"::equals), kinds::toString);
    assertEquals(5, kinds.size());
  }

  @Test
  void Z02_aCursorOfOneCallerIsNoneForAnother() {
    SERVER.as("user:default/admin");
    String cursor =
        SERVER
            .post("/entities/by-query", Map.of("limit", 2, "query", Map.of("kind", "component")))
            .json()
            .at("/pageInfo/nextCursor")
            .asText();
    assertEquals(200, SERVER.get("/entities/by-query?cursor=" + encoded(cursor)).status());
    SERVER.as("user:default/alice");
    assertEquals(400, SERVER.get("/entities/by-query?cursor=" + encoded(cursor)).status());
    assertEquals(400, SERVER.post("/entities/by-query", Map.of("cursor", cursor)).status());
  }

  private long count(Decision decision) {
    SERVER.policy().decide(decision);
    return SERVER.get("/entities/by-query?limit=0").json().at("/totalItems").asLong();
  }

  private static Map<String, Object> kinds(String kind) {
    return Map.of("kinds", List.of(kind));
  }

  static Decision rule(String name, Map<String, Object> params) {
    return conditional(new Condition.Rule(name, "catalog-entity", params));
  }

  private static Decision conditional(Condition condition) {
    return Decision.conditional(condition, "test");
  }

  private static String encoded(String cursor) {
    return cursor.replace("=", "%3D").replace("+", "%2B");
  }

  private static String text(CatalogServer.Answer answer) {
    assertEquals(200, answer.status());
    return new String(answer.content());
  }

  private static String names(CatalogServer.Answer answer) {
    List<String> names = new ArrayList<>();
    answer
        .json()
        .at("/items")
        .forEach(item -> names.add(item.isNull() ? "null" : item.at("/metadata/name").toString()));
    return "[" + String.join(",", names) + "]";
  }
}
