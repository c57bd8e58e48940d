package dev.callboard.catalog.rest.locations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.catalog.fakes.TestSeal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationQueryTest {
  @TempDir Path folder;
  private LocationServer server;

  @BeforeEach
  void start() throws Exception {
    server = new LocationServer(folder, Map.of());
    for (String name : List.of("a", "b", "c", "d", "e")) {
      server.register("https://example.com/" + name);
    }
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private LocationServer.Answer query(Map<String, Object> body) {
    return server.post("/locations/by-query", body);
  }

  private String targets(Map<String, Object> query) {
    TreeSet<String> names = new TreeSet<>();
    JsonNode page = query(Map.of("query", query)).json();
    page.get("items").forEach(item -> names.add(item.get("target").asText().substring(20)));
    assertEquals(names.size(), page.get("totalItems").asInt());
    return String.join("", names);
  }

  @Test
  void appliesPredicatesInAnyCase() {
    assertEquals("a", targets(Map.of("target", "https://EXAMPLE.com/a")));
    assertEquals("abcde", targets(Map.of("target", Map.of("$hasPrefix", "https://example"))));
    assertEquals(
        "bcde",
        targets(Map.of("$not", Map.of("target", Map.of("$hasPrefix", "https://example.com/a")))));
    assertEquals(
        "ac",
        targets(
            Map.of(
                "target",
                Map.of("$in", List.of("https://example.com/a", "https://example.com/c")))));
    assertEquals(
        "",
        targets(
            Map.of(
                "$all", List.of(Map.of("type", "file"), Map.of("id", Map.of("$exists", true))))));
    assertEquals(
        "b",
        targets(
            Map.of(
                "$any",
                List.of(Map.of("type", "file"), Map.of("target", "https://example.com/b")))));
    assertEquals("", targets(Map.of("type", Map.of("$exists", false))));
  }

  @Test
  void namesAFieldThatLocationsDoNotHave() {
    assertEquals(
        "400 InputError: Invalid query: locations have id, type and target, not 'kind'",
        query(Map.of("query", Map.of("$any", List.of(Map.of("type", "url"), Map.of("kind", "x")))))
            .error());
  }

  @Test
  void pagesLeadThroughAllOnceAndKeepTheQuery() {
    List<String> seen = new ArrayList<>();
    Map<String, Object> body = new HashMap<>();
    body.put("limit", 2);
    body.put("query", Map.of("$not", Map.of("target", "https://example.com/c")));
    while (!body.isEmpty()) {
      JsonNode page = query(body).json();
      assertEquals(4, page.get("totalItems").asInt());
      page.get("items").forEach(item -> seen.add(item.get("target").asText()));
      body.clear();
      if (page.get("pageInfo").has("nextCursor")) {
        body.put("cursor", page.at("/pageInfo/nextCursor").asText());
      }
    }
    assertEquals(4, seen.size());
    assertEquals(4, new TreeSet<>(seen).size());
    assertTrue(!seen.contains("https://example.com/c"));
  }

  @Test
  void aPageIsNeverLargerThanTheLargest() {
    server.config.put("catalog.query.maxLimit", 3L);
    for (int limit : List.of(2, 3)) {
      assertEquals(limit, query(Map.of("limit", limit)).json().get("items").size());
    }
    assertEquals(3, query(Map.of("limit", 4)).json().get("items").size());
    assertEquals(3, query(Map.of()).json().get("items").size());
  }

  @Test
  void refusesAsManyTermsAsAreTooMany() {
    server.config.put("catalog.query.maxTerms", 2L);
    Map<String, Object> term = Map.of("type", "url");
    for (int count : List.of(1, 2)) {
      assertEquals(
          200, query(Map.of("query", Map.of("$all", Collections.nCopies(count, term)))).status());
    }
    assertEquals(
        "400 InputError: Too many filter terms: at most 2 are allowed",
        query(Map.of("query", Map.of("$all", List.of(term, term, term)))).error());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"limit\":1} }|unknown encoding",
        "{}|cursor must have required property 'limit'",
        "{\"limit\":1}|cursor must have required property 'afterId'",
        "{\"limit\":0,\"afterId\":\"x\"}|cursor/limit must be >= 1",
        "{\"limit\":\"1\",\"afterId\":\"x\"}|cursor/limit must be integer",
        "{\"limit\":1,\"afterId\":2}|cursor/afterId must be string",
        "{\"limit\":1,\"afterId\":\"x\",\"query\":[]}|cursor/query must be object"
      })
  void Z02_namesWhatIsWrongWithACursor(String json, String message) {
    String cursor = TestSeal.seal(json, "locations of user:default/alice");
    assertEquals(
        "400 InputError: Malformed cursor, " + message, query(Map.of("cursor", cursor)).error());
    for (String foreign :
        List.of(
            Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)),
            TestSeal.seal(json, "locations of user:default/bob"))) {
      assertEquals(
          "400 InputError: Malformed cursor, unknown encoding",
          query(Map.of("cursor", foreign)).error());
    }
  }

  @Test
  void namesAFieldThatIsWrong() {
    assertEquals(
        "400 InputError: request/body must NOT have additional properties: found 'offset',"
            + " allowed are cursor, limit, query",
        query(Map.of("offset", 1)).error());
    assertEquals(
        "400 InputError: request/body/limit must be >= 1", query(Map.of("limit", 0)).error());
    assertEquals(
        "400 InputError: request/body/limit must be integer", query(Map.of("limit", 1.5)).error());
    assertEquals(
        "400 InputError: request/body/query must be object", query(Map.of("query", "x")).error());
    assertEquals(
        "400 InputError: request/body/cursor must be string", query(Map.of("cursor", 1)).error());
  }

  @Test
  void noBodyAsksForAll() {
    assertEquals(5, query(null).json().get("totalItems").asInt());
  }
}
