package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A company of two departments, a team and a person, and what they own. */
class GraphReadsTest {
  private static final CatalogServer SERVER = new CatalogServer();

  @BeforeEach
  void load() {
    SERVER.reset();
    List<IndexedEntity> entities = new ArrayList<>();
    entities.add(entity("group:default/company", "parentOf group:default/dept"));
    entities.add(
        entity(
            "group:default/dept",
            "parentOf group:default/team",
            "childOf group:default/company",
            // a circle, which must not matter
            "parentOf group:default/company"));
    entities.add(
        entity("group:default/team", "childOf group:default/dept", "hasMember user:default/ann"));
    entities.add(entity("user:default/ann", "memberOf group:default/team"));
    entities.add(entity("component:default/web", "ownedBy group:default/team"));
    entities.add(
        entity(
            "component:default/shop",
            "ownedBy group:default/company",
            "ownedBy group:default/dept",
            "dependsOn component:default/web"));
    entities.add(entity("api:default/mail", "ownedBy user:default/ann"));
    SERVER.index().apply(entities, List.of());
  }

  private static IndexedEntity entity(String ref, String... relations) {
    String[] parts = ref.split("[:/]");
    List<Map<String, Object>> list = new ArrayList<>();
    for (String relation : relations) {
      String[] words = relation.split(" ");
      list.add(Map.of("type", words[0], "targetRef", words[1]));
    }
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("kind", parts[0]);
    entity.put(
        "metadata",
        Map.of(
            "name",
            parts[2],
            "namespace",
            "default",
            "uid",
            UUID.nameUUIDFromBytes(ref.getBytes()).toString()));
    entity.put("relations", list);
    return TestIndexes.entity(entity);
  }

  private static List<String> lines(JsonNode items) {
    List<String> lines = new ArrayList<>();
    items.forEach(
        item ->
            lines.add(
                item.get("entityRef").asText().replace(":default/", ":")
                    + " "
                    + item.get("path").toString().replaceAll("[\"\\[\\]]|:default", "")));
    return lines;
  }

  @Test
  void aGroupOwnsWhatTheGroupsBelowItOwn() {
    JsonNode answer = SERVER.get("/ownership?ref=Group:Company").json();
    assertEquals("group:default/company", answer.get("ref").asText());
    assertEquals(
        List.of(
            "component:shop group/company", "component:web group/company,group/dept,group/team"),
        lines(answer.get("items")));
    assertEquals(3, answer.get("owners").size());
    assertEquals(2, answer.get("owners").get(2).get("depth").asInt());
    assertEquals(2, answer.get("totalItems").asInt());
    assertFalse(answer.get("truncated").asBoolean());
  }

  @Test
  void theDepthSaysHowManyGroupsDown() {
    assertEquals(
        List.of("component:shop group/company"),
        lines(SERVER.get("/ownership?ref=group:company&depth=1").json().get("items")));
    assertEquals(
        2, SERVER.get("/ownership?ref=group:company&depth=2").json().get("totalItems").asInt());
  }

  @Test
  void aUserOwnsByTheGroupsItIsInAndFartherUpWhenAskedTo() {
    assertEquals(
        List.of("api:mail user/ann", "component:web user/ann,group/team"),
        lines(SERVER.get("/ownership?ref=user:ann").json().get("items")));
    assertEquals(
        List.of(
            "api:mail user/ann",
            "component:shop user/ann,group/team,group/dept",
            "component:web user/ann,group/team"),
        lines(SERVER.get("/ownership?ref=user:ann&depth=3").json().get("items")));
  }

  @Test
  void ownershipIsFilteredAndPaged() {
    String all = "/ownership?ref=user:ann&depth=3";
    assertEquals(
        List.of("api:mail user/ann"),
        lines(SERVER.get(all + "&filter=kind=api").json().get("items")));
    JsonNode page = SERVER.get(all + "&limit=1&offset=1").json();
    assertEquals(
        List.of("component:shop user/ann,group/team,group/dept"), lines(page.get("items")));
    assertEquals(3, page.get("totalItems").asInt());
    assertEquals(0, SERVER.get(all + "&offset=3").json().get("items").size());
  }

  @Test
  void Z_whatMayNotBeReadIsNeitherShownNorWalkedThrough() {
    SERVER
        .policy()
        .decide(
            Decision.conditional(
                new Condition.Not(
                    new Condition.Rule(
                        "HAS_METADATA", "catalog-entity", Map.of("key", "name", "value", "dept"))),
                "test"));
    JsonNode answer = SERVER.get("/ownership?ref=group:company").json();
    assertEquals(1, answer.get("owners").size());
    assertEquals(List.of("component:shop group/company"), lines(answer.get("items")));
    CatalogServer.Answer hidden = SERVER.get("/ownership?ref=group:dept");
    CatalogServer.Answer unknown = SERVER.get("/ownership?ref=group:nobody");
    assertEquals(404, hidden.status());
    assertEquals(
        unknown.message().replace("nobody", "dept"), hidden.message(), "the same as unknown");
    assertEquals(404, SERVER.get("/impact?entityRef=group:dept").status());
  }

  @Test
  void impactTellsBothDirections() {
    JsonNode dependents = SERVER.get("/impact?entityRef=component:web").json();
    assertEquals("dependents", dependents.get("direction").asText());
    assertEquals(
        "[{\"entityRef\":\"component:default/shop\",\"depth\":1,\"path\":[{\"entityRef\":"
            + "\"component:default/shop\",\"relation\":\"dependsOn\"}]}]",
        dependents
            .get("items")
            .toString()
            .replace(
                "{\"relation\":\"dependsOn\",\"entityRef\":\"component:default/shop\"}",
                "{\"entityRef\":\"component:default/shop\",\"relation\":\"dependsOn\"}"));
    JsonNode dependencies =
        SERVER.get("/impact?entityRef=component:shop&direction=dependencies").json();
    assertEquals(1, dependencies.get("items").size());
    JsonNode owners =
        SERVER
            .get(
                "/impact?entityRef=component:shop&direction=dependencies&relations=ownedBy,CHILDof")
            .json();
    assertEquals(2, owners.get("items").size());
    assertEquals("[\"ownedBy\",\"CHILDof\"]", owners.get("relations").toString());
  }

  @Test
  void Q06_numbersBeyondTheirLimitsAreRefused() {
    SERVER.configure("catalog.graph.maxDepth", 3);
    SERVER.configure("catalog.graph.maxLimit", 4);
    SERVER.configure("catalog.graph.maxRelations", 2);
    String impact = "/impact?entityRef=component:web";
    String ownership = "/ownership?ref=group:company";
    for (String good :
        List.of("&depth=2", "&depth=3", "&limit=3", "&limit=4", "&depth=1", "&limit=1")) {
      assertEquals(200, SERVER.get(impact + good).status(), good);
      assertEquals(200, SERVER.get(ownership + good).status(), good);
    }
    for (String bad :
        List.of(
            "&depth=4",
            "&depth=0",
            "&depth=-1",
            "&depth=1e3",
            "&limit=5",
            "&limit=0",
            "&limit=2147483648",
            "&nope=1")) {
      assertEquals(400, SERVER.get(impact + bad).status(), bad);
      assertEquals(400, SERVER.get(ownership + bad).status(), bad);
    }
    assertEquals(200, SERVER.get(impact + "&relations=a").status());
    assertEquals(200, SERVER.get(impact + "&relations=a,b").status());
    assertEquals(400, SERVER.get(impact + "&relations=a,b&relations=c").status());
    assertEquals(400, SERVER.get(impact + "&direction=up").status());
    assertEquals(400, SERVER.get("/impact").status());
    assertEquals(400, SERVER.get("/ownership?ref=component:web").status());
    assertTrue(SERVER.get(impact + "&depth=4").message().contains("from 1 to 3"));
  }
}
