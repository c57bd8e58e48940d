package dev.callboard.catalog.rest.locations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprocessedTest {
  private static final String FILE = "http://127.0.0.1:7090/a.yaml";
  private static final String FAILED = "/entities/unprocessed/failed";
  private static final String DELETE = "/entities/unprocessed/delete/";
  private static final String ENTITY =
      "apiVersion: backstage.io/v1alpha1\n"
          + "kind: %s\n"
          + "metadata: {name: %s}\n"
          + "spec: {owner: %s%s}\n"
          + "---\n";
  private static final String REST = ", type: service, lifecycle: production";

  private final Map<String, String> files = new HashMap<>();
  @TempDir Path folder;
  private LocationServer server;

  @BeforeEach
  void start() throws Exception {
    server = new LocationServer(folder, files);
    files.put(
        FILE,
        ENTITY.formatted("Component", "good", "team-a", REST)
            + ENTITY.formatted("Component", "bad", "team-a", "")
            + ENTITY.formatted("Component", "worse", "team-b", "")
            + ENTITY.formatted("API", "bad", "team-a", ""));
    server.register(FILE);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void showsWhatFailedWithItsDocumentAndEachError() {
    JsonNode answer = server.get(FAILED).json();
    assertEquals("failed", answer.get("type").asText());
    assertEquals(
        List.of("api:default/bad", "component:default/bad", "component:default/worse"),
        refs(answer));
    JsonNode bad = answer.at("/entities/1");
    assertEquals(36, bad.get("entity_id").asText().length());
    assertEquals("url:" + FILE, bad.get("location_key").asText());
    assertEquals("team-a", bad.at("/unprocessed_entity/spec/owner").asText());
    assertEquals("Component", bad.at("/unprocessed_entity/kind").asText());
    assertTrue(Instant.parse(bad.get("last_discovery_at").asText()).toEpochMilli() > 0);
    assertEquals(2, bad.get("errors").size(), bad.toString());
    JsonNode error = bad.at("/errors/0");
    assertEquals("InputError", error.get("name").asText());
    assertEquals(error.get("message"), error.at("/cause/message"));
    assertTrue(error.get("line").asInt() > 4);
    assertFalse(bad.has("processed_entity"));
  }

  @Test
  void anEntityThatWasRightOnceIsServedAndNotAmongThem() {
    files.put(FILE, files.get(FILE).replace(REST, ""));
    server.ingestion.refresh(List.of(server.ingestion.status().get(0).key()));
    assertEquals(
        List.of("api:default/bad", "component:default/bad", "component:default/worse"),
        refs(FAILED));
    assertTrue(server.index.snapshot().byRef("component:default/good").isPresent());
  }

  @Test
  void canBeSearchedAndPaged() {
    assertEquals(
        List.of("api:default/bad", "component:default/bad"), refs(FAILED + "?owner=team-a"));
    assertEquals(List.of(), refs(FAILED + "?owner=TEAM-A"));
    assertEquals(
        List.of("component:default/bad", "component:default/worse"),
        refs(FAILED + "?kind=Component"));
    assertEquals(List.of("component:default/worse"), refs(FAILED + "?search=WORSE"));
    assertEquals(List.of("api:default/bad"), refs(FAILED + "?search=definition"));
    assertEquals(List.of("component:default/bad"), refs(FAILED + "?limit=1&offset=1"));
    assertEquals(List.of(), refs(FAILED + "?limit=0"));
    assertEquals(3, server.get(FAILED + "?limit=0").json().get("totalItems").asInt());
    assertEquals(400, server.get(FAILED + "?color=red").status());
    assertEquals(400, server.get(FAILED + "?limit=-1").status());
  }

  @Test
  void nothingIsPendingOnceItWasRead() {
    JsonNode answer = server.get("/entities/unprocessed/pending").json();
    assertEquals("pending", answer.get("type").asText());
    assertEquals(0, answer.get("entities").size());
  }

  @Test
  void showsWhatIsStoredButNotServedYetAsPending() {
    server.store.write(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.executeUpdate(
                "UPDATE entities SET final = NULL WHERE ref = 'component:default/good'");
          }
        });
    JsonNode answer = server.get("/entities/unprocessed/pending").json();
    assertEquals(List.of("component:default/good"), refs(answer));
    assertEquals("good", answer.at("/entities/0/unprocessed_entity/metadata/name").asText());
    assertFalse(answer.at("/entities/0").has("errors"));
  }

  @Test
  void deletesOneThatFailedAndReadsItsFileAgain() {
    String id = server.get(FAILED + "?search=worse").json().at("/entities/0/entity_id").asText();
    server.ingestion.calls();
    files.put(FILE, ENTITY.formatted("Component", "good", "team-a", REST));
    assertEquals(204, server.call("DELETE", DELETE + id, null).status());
    assertEquals(1, server.ingestion.calls().size());
    assertEquals(List.of("api:default/bad", "component:default/bad"), refs(FAILED));
    assertEquals(204, server.call("DELETE", DELETE + id, null).status());
    assertEquals(204, server.call("DELETE", DELETE + "nonsense", null).status());
  }

  @Test
  void oneThatIsServedIsNotDeletedThisWay() {
    String uid =
        server.index.snapshot().byRef("component:default/good").orElseThrow().uid().toString();
    LocationServer.Answer answer = server.call("DELETE", DELETE + uid, null);
    assertEquals(409, answer.status());
    assertTrue(answer.error().contains("/entities/by-uid/"), answer.error());
    assertTrue(server.index.snapshot().byRef("component:default/good").isPresent());
  }

  private List<String> refs(String path) {
    return refs(server.get(path).json());
  }

  private static List<String> refs(JsonNode answer) {
    return answer.get("entities").findValuesAsText("entity_ref");
  }
}
