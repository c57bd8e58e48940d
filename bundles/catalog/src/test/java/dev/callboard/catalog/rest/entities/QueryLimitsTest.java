package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLimitsTest {
  private static final CatalogServer SERVER = new CatalogServer();

  @BeforeEach
  void load() {
    SERVER.reset();
    SERVER.index().apply(Components.of(30), List.of());
  }

  @ParameterizedTest
  @ValueSource(ints = {99, 100, 101})
  void filterTermsAreLimited(int terms) {
    String filter =
        IntStream.range(0, terms).mapToObj(i -> "spec.x" + i).collect(Collectors.joining(","));
    int expected = terms > 100 ? 400 : 200;
    assertEquals(expected, SERVER.get("/entities?filter=" + filter).status());
    assertEquals(expected, SERVER.get("/entities/by-query?filter=" + filter).status());
    assertEquals(expected, SERVER.get("/entity-facets?facet=kind&filter=" + filter).status());
    List<Object> predicates =
        IntStream.range(0, terms).<Object>mapToObj(i -> Map.of("spec.x" + i, "1")).toList();
    assertEquals(expected, query(Map.of("$any", predicates)).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1000, 1001})
  void filterValuesAreLimited(int values) {
    int expected = values > 1000 ? 400 : 200;
    List<String> names = IntStream.range(0, values).mapToObj(i -> "c" + i).toList();
    assertEquals(expected, query(Map.of("metadata.name", Map.of("$in", names))).status());
    String filter =
        names.stream().map(name -> "metadata.name=" + name).collect(Collectors.joining(","));
    assertEquals(expected, SERVER.get("/entities?filter=" + filter).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {19, 20, 21})
  void predicatesNestOnlySoDeep(int depth) {
    Map<String, Object> predicate = Map.of("kind", "component");
    for (int i = 1; i < depth; i++) {
      predicate = Map.of("$not", predicate);
    }
    assertEquals(depth > 20 ? 400 : 200, query(predicate).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256, 257})
  void Q03_fullTextTermsAreLiteralAndLimited(int length) {
    String term = "(a|b)*".repeat(50).substring(0, length);
    CatalogServer.Answer answer =
        SERVER.get(
            "/entities/by-query?fullTextFilterFields=metadata.name&fullTextFilterTerm="
                + encoded(term));
    assertEquals(length > 256 ? 400 : 200, answer.status());
    if (answer.status() == 200) {
      assertEquals(0, answer.json().at("/totalItems").asInt());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a|b)*", "(.*a){12}", "(?=c)", "c.", "c%", "c_", "%", "_"})
  void Q03_patternsInFullTextMeanThemselves(String term) {
    assertEquals(
        0,
        SERVER
            .get(
                "/entities/by-query?fullTextFilterFields=metadata.name&fullTextFilterTerm="
                    + encoded(term))
            .json()
            .at("/totalItems")
            .asInt());
  }

  @ParameterizedTest
  @ValueSource(ints = {99, 100, 101})
  void fieldsAreLimited(int count) {
    String fields =
        IntStream.range(0, count).mapToObj(i -> "spec.f" + i).collect(Collectors.joining(","));
    int expected = count > 100 ? 400 : 200;
    assertEquals(expected, SERVER.get("/entities?limit=1&fields=" + fields).status());
    assertEquals(
        expected, SERVER.get("/entity-facets?facet=" + fields.replace(",", "&facet=")).status());
    assertEquals(
        expected,
        SERVER
            .get("/entities/by-query?orderField=" + fields.replace(",", "&orderField="))
            .status());
    assertEquals(
        expected,
        SERVER
            .get("/entities/by-query?fullTextFilterTerm=a&fullTextFilterFields=" + fields)
            .status());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6})
  void refsAreLimitedAsConfigured(int count) {
    SERVER.configure("catalog.query.maxRefs", 5);
    List<String> refs = Collections.nCopies(count, Components.ref(0));
    assertEquals(
        count > 5 ? 400 : 200,
        SERVER.post("/entities/by-refs", Map.of("entityRefs", refs)).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 10, 11})
  void aLargerPageThanAllowedIsThePageAllowedAndHasANextOne(int limit) {
    SERVER.configure("catalog.query.maxLimit", 10);
    JsonNode page = SERVER.get("/entities/by-query?limit=" + limit).json();
    assertEquals(Math.min(limit, 10), page.at("/items").size());
    assertEquals(30, page.at("/totalItems").asInt());
    assertTrue(page.at("/pageInfo").has("nextCursor"));
  }

  @Test
  void withoutLimitAPageHasTheDefaultSize() {
    SERVER.configure("catalog.query.defaultLimit", 7);
    assertEquals(7, SERVER.get("/entities/by-query").json().at("/items").size());
  }

  @Test
  void Q06_oddNumbersAreRefusedOrTakenAsTheLargest() {
    assertEquals(30, SERVER.get("/entities?limit=2147483647").json().size());
    assertEquals(30, SERVER.get("/entities?limit=99999999999").json().size());
    assertEquals(30, SERVER.get("/entities/by-query?limit=2147483647").json().at("/items").size());
    assertMessage("request/query/offset must be >= 0", "/entities?offset=-1");
    assertMessage("request/query/offset must be >= 0", "/entities/by-query?offset=-1");
    assertMessage("request/query/limit must be integer", "/entities/by-query?limit=1e3");
    assertMessage("request/query/limit must be integer", "/entities?limit=abc");
    assertMessage("Invalid limit, must be greater than zero", "/entities?limit=0");
    JsonNode none = SERVER.get("/entities/by-query?limit=0").json();
    assertEquals("{\"items\":[],\"totalItems\":30,\"pageInfo\":{}}", none.toString());
    assertEquals("[]", new String(SERVER.get("/entities?offset=2147483647&limit=5").content()));
    for (Object limit : List.of(-1, 1.5, "10")) {
      assertEquals(400, SERVER.post("/entities/by-query", Map.of("limit", limit)).status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'", "\"", ";--", "\\", "%", "_", "$$", "\u0000", "?", ":x", "-1", "{}", "a b", "é", "💥"
      })
  void Q01_charactersOfOtherLanguagesMeanThemselvesEverywhere(String text) {
    String name = encoded("spec." + text);
    String value = encoded(text);
    assertEquals(0, SERVER.get("/entities?filter=" + name).json().size());
    assertEquals(0, SERVER.get("/entities?filter=kind=" + value).json().size());
    assertEquals(
        0, SERVER.get("/entities/by-query?orderField=" + name).json().at("/totalItems").asInt());
    assertEquals(
        "[]",
        SERVER
            .get("/entity-facets?facet=" + name)
            .json()
            .at("/facets")
            .elements()
            .next()
            .toString());
    assertEquals("{}", SERVER.get("/entities?limit=1&fields=" + name).json().get(0).toString());
    assertEquals(
        0,
        SERVER
            .get("/entities/by-query?fullTextFilterTerm=a&fullTextFilterFields=" + name)
            .json()
            .at("/totalItems")
            .asInt());
    assertEquals(400, SERVER.get("/entities/by-query?limit=" + value).status());
    assertEquals(400, SERVER.get("/entities?offset=" + value).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__proto__.x=1",
        "constructor.name",
        "class.classLoader",
        "metadata..name",
        "..",
        "."
      })
  void Q02_namesThatMeanSomethingElsewhereMatchNothing(String filter) {
    CatalogServer.Answer answer = SERVER.get("/entities?filter=" + filter);
    assertEquals(200, answer.status());
    assertEquals(0, answer.json().size());
    assertEquals(
        200, SERVER.get("/entities/by-query?fields=" + filter + "&orderField=" + filter).status());
  }

  @Test
  void Q02_aPathOfAThousandSegmentsMatchesNothing() {
    String path = "a.".repeat(1_000) + "b";
    assertEquals(0, SERVER.get("/entities?filter=" + path).json().size());
    assertEquals("{}", SERVER.get("/entities?limit=1&fields=" + path).json().get(0).toString());
    assertEquals(200, SERVER.get("/entity-facets?facet=" + path).status());
  }

  @Test
  void Q02_aCursorWithForeignKeysPollutesNothing() {
    Map<String, Object> cursor = new HashMap<>();
    cursor.put("__proto__", Map.of("totalItems", 99));
    cursor.put("orderFields", List.of());
    cursor.put("orderFieldValues", List.of("00000000-0000-0000-0000-000000000000"));
    cursor.put("isPrevious", false);
    assertEquals(
        30,
        SERVER
            .get("/entities/by-query?limit=1&cursor=" + Cursors.encode(cursor))
            .json()
            .at("/totalItems")
            .asInt());
  }

  private CatalogServer.Answer query(Map<String, Object> predicate) {
    return SERVER.post("/entities/by-query", Map.of("query", predicate));
  }

  private void assertMessage(String message, String path) {
    CatalogServer.Answer answer = SERVER.get(path);
    assertEquals(400, answer.status());
    assertEquals(message, answer.message());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
