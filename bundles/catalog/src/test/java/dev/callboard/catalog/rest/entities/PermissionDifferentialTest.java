package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.catalog.query.RandomEntities;
import dev.callboard.catalog.query.RandomPolicies;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a caller with conditions sees of the whole catalog is what a caller without any sees of a
 * catalog that has nothing but the entities that meet them, judged one by one: items, counts,
 * facets, pages of cursors, graphs and tables, byte for byte.
 */
class PermissionDifferentialTest {
  private static final int ENTITIES = 120;
  private static final List<String> ORDERS =
      List.of("metadata.name", "metadata.title", "spec.type", "spec.lifecycle", "metadata.uid");

  private final Random random = new Random(41121);
  private final RandomEntities entities = new RandomEntities(random);
  private final RandomPolicies policies = new RandomPolicies(random);
  private List<IndexedEntity> all;
  private CatalogServer whole;
  private CatalogServer permitted;
  private Condition condition;
  private int compared;

  @Test
  void everyReadShowsWhatMayBeReadAndNothingElse() {
    for (int round = 0; round < 60; round++) {
      build();
      lists();
      pages();
      facets();
      single();
      graphs();
    }
    assertTrue(compared > 3_000, compared + " answers compared");
  }

  private void build() {
    whole = new CatalogServer();
    permitted = new CatalogServer();
    all = new ArrayList<>();
    condition = policies.condition(3);
    List<IndexedEntity> met = new ArrayList<>();
    for (int i = 0; i < ENTITIES; i++) {
      Map<String, Object> entity = related(policies.labelled(entities.entity(i)));
      String parent = all.isEmpty() ? "group:default/none" : pick(all).ref();
      IndexedEntity indexed = TestIndexes.entity(entity, parent);
      all.add(indexed);
      if (RandomPolicies.meets(entity, condition)) {
        met.add(indexed);
      }
    }
    whole.index().apply(all, List.of());
    permitted.index().apply(met, List.of());
    whole.policy().decide(Decision.conditional(condition, "test"));
    permitted.policy().decide(Decision.allow("test"));
  }

  /** Adds what graphs are walked by. */
  private Map<String, Object> related(Map<String, Object> entity) {
    List<Object> relations = new ArrayList<>((List<?>) entity.get("relations"));
    for (int i = 0; i < 2 && !all.isEmpty(); i++) {
      relations.add(
          Map.of(
              "type", pick(List.of("dependsOn", "dependencyOf", "parentOf", "childOf", "hasPart")),
              "targetRef", pick(all).ref()));
    }
    Map<String, Object> copy = new LinkedHashMap<>(entity);
    copy.put("relations", relations);
    return copy;
  }

  private void lists() {
    same("/entities");
    same("/entities?filter=kind=component&fields=metadata.name");
    same("/entities?filter=" + enc(entities.key()) + "&limit=7&offset=3");
    same("/entities?filter=" + enc(entities.key()) + "=1&order=" + enc("asc:metadata.name"));
    same("/entities.csv?orderField=" + enc(pick(ORDERS) + ",desc"));
    List<String> refs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      refs.add(pick(all).ref());
    }
    same("/entities/by-refs", Map.of("entityRefs", refs));
    same(
        "/entities/by-refs",
        Map.of("entityRefs", refs, "fields", List.of("kind"), "query", entities.predicate(1)));
  }

  private void pages() {
    String order = "&orderField=" + enc(pick(ORDERS) + "," + pick(List.of("asc", "desc")));
    follow("/entities/by-query?limit=7");
    follow("/entities/by-query?limit=5" + order);
    follow(
        "/entities/by-query?limit=9" + order + "&fullTextFilterTerm=" + pick(List.of("a", "n1")));
    same("/entities/by-query?limit=6&offset=4&filter=" + enc(entities.key()));
    same("/entities/by-query?limit=0");
    Map<String, Object> body = Map.of("query", entities.predicate(2), "limit", 500);
    sameBut(
        whole.post("/entities/by-query", body), permitted.post("/entities/by-query", body), body);
  }

  /** Goes through the pages of both to the end, and back. */
  private void follow(String first) {
    String direction = "nextCursor";
    String wholePath = first;
    String permittedPath = first;
    for (int page = 0; page < 2 * ENTITIES; page++) {
      CatalogServer.Answer seen = whole.get(wholePath);
      CatalogServer.Answer expected = permitted.get(permittedPath);
      sameBut(seen, expected, first + " page " + page);
      String next = seen.json().at("/pageInfo/" + direction).asText();
      String nextExpected = expected.json().at("/pageInfo/" + direction).asText();
      assertEquals(nextExpected.isEmpty(), next.isEmpty(), first + " has another page");
      if (next.isEmpty() && direction.equals("prevCursor")) {
        return;
      }
      if (next.isEmpty()) {
        direction = "prevCursor";
        next = seen.json().at("/pageInfo/prevCursor").asText();
        nextExpected = expected.json().at("/pageInfo/prevCursor").asText();
        if (next.isEmpty()) {
          return;
        }
      }
      wholePath = "/entities/by-query?limit=7&cursor=" + enc(next);
      permittedPath = "/entities/by-query?limit=7&cursor=" + enc(nextExpected);
    }
    throw new AssertionError(first + " does not end");
  }

  /** Items and counts, not the texts of cursors. */
  private void sameBut(CatalogServer.Answer seen, CatalogServer.Answer expected, Object what) {
    assertEquals(expected.status(), seen.status(), () -> what + " under " + condition);
    JsonNode a = expected.json();
    JsonNode b = seen.json();
    assertEquals(
        a.at("/items").toString(), b.at("/items").toString(), () -> what + " " + condition);
    assertEquals(a.at("/totalItems"), b.at("/totalItems"), () -> what + " under " + condition);
    compared++;
  }

  private void facets() {
    same("/entity-facets?facet=kind&facet=relations.ownedBy&facet=" + enc(entities.key()));
    same("/entity-facets?facet=metadata.tags&filter=" + enc(entities.key()));
    same(
        "/entity-facets",
        Map.of(
            "facets", List.of("spec.type", "metadata.namespace"), "query", entities.predicate(2)));
  }

  private void single() {
    for (int i = 0; i < 15; i++) {
      IndexedEntity entity = pick(all);
      same("/entities/by-uid/" + entity.uid());
      String name = entity.ref().replace(':', '/');
      same("/entities/by-name/" + name);
      ancestry("/entities/by-name/" + name + "/ancestry");
    }
  }

  /** As in Backstage, what may not be read is refused here, not unknown. */
  private void ancestry(String path) {
    CatalogServer.Answer seen = whole.get(path);
    CatalogServer.Answer expected = permitted.get(path);
    if (expected.status() == 404) {
      assertEquals(403, seen.status(), () -> path + " under " + condition);
      compared++;
      return;
    }
    same(path, seen, expected);
  }

  private void graphs() {
    for (int i = 0; i < 5; i++) {
      String ref = enc(pick(all).ref());
      same("/impact?entityRef=" + ref + "&relations=dependsOn,dependencyOf,hasPart");
      same("/impact?entityRef=" + ref + "&direction=dependencies");
      same("/ownership?ref=" + enc("group:default/n" + (2 + 3 * random.nextInt(40))));
    }
  }

  private void same(String path) {
    same(path, whole.get(path), permitted.get(path));
  }

  private void same(String path, Object body) {
    same(path + " " + body, whole.post(path, body), permitted.post(path, body));
  }

  private void same(String what, CatalogServer.Answer seen, CatalogServer.Answer expected) {
    assertEquals(expected.status(), seen.status(), () -> what + " under " + condition);
    assertEquals(
        new String(expected.content(), StandardCharsets.UTF_8),
        new String(seen.content(), StandardCharsets.UTF_8),
        () -> what + " under " + condition);
    compared++;
  }

  private static String enc(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
