package dev.callboard.catalog.rest.entities;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntityCsvTest {
  private final CatalogServer server = new CatalogServer();

  @BeforeEach
  void load() {
    server.index().apply(Components.of(12), List.of());
  }

  private List<String> rows(String query) {
    CatalogServer.Answer answer = server.get("/entities.csv" + query);
    assertEquals(200, answer.status(), new String(answer.content(), UTF_8));
    String text = new String(answer.content(), UTF_8);
    assertTrue(text.endsWith("\r\n"));
    return Arrays.asList(text.split("\r\n", -1)).subList(0, text.split("\r\n", -1).length - 1);
  }

  private void add(String title, Object size) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("size", size);
    server
        .index()
        .apply(
            List.of(
                TestIndexes.entity(
                    Map.of(
                        "kind",
                        "Resource",
                        "metadata",
                        Map.of(
                            "name",
                            "odd",
                            "namespace",
                            "default",
                            "title",
                            title,
                            "uid",
                            new UUID(1, 1).toString()),
                        "spec",
                        spec))),
            List.of());
  }

  @Test
  void rowsAreFilteredOrderedAndLimitedAsQueriesAre() {
    String query = "?filter=kind=api&orderField=metadata.name,desc&fields=kind,metadata.name";
    assertEquals(
        List.of("kind,metadata.name", "API,c9", "API,c7", "API,c5", "API,c3", "API,c11", "API,c1"),
        rows(query));
    assertEquals(List.of("kind,metadata.name", "API,c9", "API,c7"), rows(query + "&limit=2"));
    List<String> names = new ArrayList<>();
    server
        .get("/entities/by-query?orderField=spec.size")
        .json()
        .get("items")
        .forEach(item -> names.add(item.at("/metadata/name").asText()));
    List<String> rows = rows("?orderField=spec.size&fields=metadata.name");
    assertEquals(names, rows.subList(1, rows.size()));
  }

  @Test
  void withoutFieldsThereAreColumnsThatFitMost() {
    assertEquals(
        "kind,metadata.namespace,metadata.name,metadata.title,metadata.description,spec.type,"
            + "spec.lifecycle,relations.ownedBy,relations.partOf,metadata.tags",
        rows("?limit=1").get(0));
    assertEquals("Component,default,c0,,,service,,group:default/g0,,", rows("?limit=1").get(1));
  }

  @Test
  void keysWithDotsObjectsAndListsBecomeCells() {
    assertEquals(
        "ID-1,\"{\"\"example.com/id\"\":\"\"ID-1\"\"}\",1,",
        rows("?filter=metadata.name=c1&fields="
                + "metadata.annotations.example.com/id,metadata.annotations,spec.size,spec.no")
            .get(1));
    add("x", List.of(1, "a,b", true));
    assertEquals("\"1, a,b, true\"", rows("?filter=kind=resource&fields=spec.size").get(1));
  }

  @Test
  void cellsAreQuotedAsRfc4180Says() {
    for (Map.Entry<String, String> each :
        Map.of(
                "plain", "plain",
                "a,b", "\"a,b\"",
                "a\"b", "\"a\"\"b\"",
                "a;b", "\"a;b\"",
                "ünï", "ünï")
            .entrySet()) {
      add(each.getKey(), 1);
      assertEquals(each.getValue(), rows("?filter=kind=resource&fields=metadata.title").get(1));
    }
    add("two\r\nlines", 1);
    assertTrue(
        new String(
                server.get("/entities.csv?filter=kind=resource&fields=metadata.title").content(),
                UTF_8)
            .endsWith("\"two\r\nlines\"\r\n"));
  }

  @Test
  void textsThatASpreadsheetWouldRunAreMadeHarmless() {
    for (String sign : List.of("=", "+", "-", "@", "\t", "\uFF1D")) {
      add(sign + "cmd|' /C calc'!A0", -5);
      assertEquals(
          "\"'" + sign + "cmd|' /C calc'!A0\",-5",
          rows("?filter=kind=resource&fields=metadata.title,spec.size").get(1));
    }
    add("\rx", 1);
    assertTrue(rows("?filter=kind=resource&fields=metadata.title").get(1).startsWith("\"'\rx"));
    assertTrue(rows("?limit=0&fields=%3D1%2B1").get(0).startsWith("\"'=1"));
  }

  @Test
  void aTableThatIsTooLargeIsRefusedBeforeItsFirstRow() {
    for (long max : List.of(11L, 12L, 13L)) {
      server.configure("catalog.export.maxRows", max);
      assertEquals(max < 12 ? 400 : 200, server.get("/entities.csv").status(), "" + max);
    }
    server.configure("catalog.export.maxRows", 11);
    assertEquals(12, rows("?limit=11").size());
    assertTrue(server.get("/entities.csv").message().contains("catalog.export.maxRows"));
    assertEquals(400, server.get("/entities.csv?cursor=x").status());
  }

  @Test
  void whatMayNotBeReadHasNoRow() {
    server
        .policy()
        .decide(
            Decision.conditional(
                new Condition.Rule(
                    "IS_ENTITY_KIND", "catalog-entity", Map.of("kinds", List.of("api"))),
                "test"));
    assertEquals(7, rows("?fields=kind").size());
  }
}
