package dev.callboard.catalog.rest.locations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why an entity is, or is not, there. */
class ExplainTest {
  private static final String BASE = "http://127.0.0.1:7090/";
  private static final String ENTITY =
      "apiVersion: backstage.io/v1alpha1\nkind: %s\nmetadata: {name: %s}\nspec: %s\n---\n";
  private static final String SPEC = "{type: service, lifecycle: production, owner: x}";

  private final Map<String, String> files = new HashMap<>();
  @TempDir Path folder;
  private LocationServer server;

  @BeforeEach
  void start() throws Exception {
    server = new LocationServer(folder, files);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static String component(String name) {
    return ENTITY.formatted("Component", name, SPEC);
  }

  private JsonNode explain(String name) {
    LocationServer.Answer answer = server.get("/explain?entityRef=Component:" + name);
    assertEquals(200, answer.status(), new String(answer.content()));
    JsonNode json = answer.json();
    assertEquals("component:default/" + name, json.get("entityRef").asText());
    assertEquals(json.at("/findings/0/message"), json.get("summary"));
    return json;
  }

  private static List<String> codes(JsonNode answer) {
    List<String> codes = new ArrayList<>();
    answer.get("findings").forEach(finding -> codes.add(finding.get("code").asText()));
    return codes;
  }

  @Test
  void whatIsServedNamesItsFileAndWhoListsIt() {
    files.put(BASE + "all.yaml", ENTITY.formatted("Location", "all", "{target: ./a.yaml}"));
    files.put(BASE + "a.yaml", component("a"));
    String id = server.register(BASE + "all.yaml");
    JsonNode answer = explain("a");
    assertTrue(answer.get("served").asBoolean());
    assertEquals(List.of("served"), codes(answer));
    JsonNode finding = answer.at("/findings/0");
    assertEquals("url:" + BASE + "a.yaml", finding.get("location").asText());
    JsonNode listing = finding.at("/listedBy/0");
    assertEquals("registered:" + id, listing.get("root").asText());
    assertEquals("url:" + BASE + "a.yaml", listing.get("source").asText());
    assertEquals("location:default/all", listing.get("parent").asText());
    assertTrue(Instant.parse(listing.get("readAt").asText()).toEpochMilli() > 0);
  }

  @Test
  void aConflictNamesBothFiles() {
    files.put(BASE + "a.yaml", component("x"));
    files.put(BASE + "b.yaml", component("other") + component("x"));
    server.register(BASE + "a.yaml");
    server.register(BASE + "b.yaml");
    JsonNode answer = explain("x");
    assertEquals(List.of("served", "conflict"), codes(answer));
    JsonNode conflict = answer.at("/findings/1");
    assertEquals("url:" + BASE + "b.yaml", conflict.get("location").asText());
    assertEquals(5, conflict.get("line").asInt());
    assertEquals("url:" + BASE + "a.yaml", conflict.get("winner").asText());
  }

  @Test
  void aRefusedDocumentNamesEachErrorWithItsPlace() {
    files.put(BASE + "a.yaml", component("good") + ENTITY.formatted("Component", "bad", "{}"));
    server.register(BASE + "a.yaml");
    JsonNode answer = explain("bad");
    assertFalse(answer.get("served").asBoolean());
    assertEquals("document-error", codes(answer).get(0));
    assertEquals("url:" + BASE + "a.yaml", answer.at("/findings/0/file").asText());
    assertTrue(answer.at("/findings/0/line").asInt() >= 6, answer.toString());
    assertTrue(answer.at("/findings/0/column").asInt() > 0);
    assertTrue(answer.get("summary").asText().contains("spec"), answer.toString());
  }

  @Test
  void whatWasGoodBeforeIsStale() {
    files.put(BASE + "a.yaml", component("a"));
    String id = server.register(BASE + "a.yaml");
    files.put(BASE + "a.yaml", ENTITY.formatted("Component", "a", "{}"));
    server.ingestion.refresh(List.of("registered:" + id));
    JsonNode answer = explain("a");
    assertTrue(answer.get("served").asBoolean());
    assertEquals(List.of("stale", "document-error"), codes(answer).subList(0, 2));
  }

  @Test
  void aSourceThatCannotBeReadIsNamed() {
    files.put(BASE + "a.yaml", component("a"));
    String id = server.register(BASE + "a.yaml");
    files.remove(BASE + "a.yaml");
    server.ingestion.refresh(List.of("registered:" + id));
    JsonNode answer = explain("a");
    assertTrue(codes(answer).contains("source-unreadable"), answer.toString());
    JsonNode finding = answer.get("findings").get(codes(answer).indexOf("source-unreadable"));
    assertEquals("url:" + BASE + "a.yaml", finding.get("source").asText());
    assertTrue(finding.get("message").asText().contains("no matching files"));
  }

  @Test
  void whatIsGoneSaysWhenAndByWhom() {
    files.put(BASE + "a.yaml", component("a") + component("b"));
    String id = server.register(BASE + "a.yaml");
    files.put(BASE + "a.yaml", component("b"));
    server.ingestion.refresh(List.of("registered:" + id));
    assertEquals(List.of("served", "orphan"), codes(explain("a")));
    String uid = server.index.snapshot().byRef("component:default/a").get().uid().toString();
    assertEquals(204, server.call("DELETE", "/entities/by-uid/" + uid, null).status());
    JsonNode answer = explain("a");
    assertFalse(answer.get("served").asBoolean());
    assertEquals(List.of("removed"), codes(answer));
    assertTrue(Instant.parse(answer.at("/findings/0/at").asText()).toEpochMilli() > 0);
    assertTrue(answer.at("/findings/0/actor").asText().length() > 0);
  }

  @Test
  void whatNobodyListsWasNeverSeen() {
    JsonNode answer = explain("nobody");
    assertFalse(answer.get("served").asBoolean());
    assertEquals(List.of("never-seen"), codes(answer));
    assertEquals(400, server.get("/explain").status());
    assertEquals(400, server.get("/explain?entityRef=x").status());
    assertEquals(400, server.get("/explain?entityRef=component:x&y=z").status());
  }

  @Test
  void Z_whatMayNotBeReadLooksAsIfItHadNeverBeenSeen() {
    files.put(
        BASE + "a.yaml",
        component("a")
            + ENTITY.formatted("API", "i", "{type: t, lifecycle: l, owner: x, definition: d}")
            + ENTITY.formatted("Component", "bad", "{}"));
    server.register(BASE + "a.yaml");
    server.decisions.put("catalog.ingestion.read", Decision.deny("test"));
    server.decisions.put(
        "catalog.entity.read",
        Decision.conditional(
            new Condition.Rule("IS_ENTITY_KIND", "catalog-entity", Map.of("kinds", List.of("api"))),
            "test"));
    String never = explain("nobody").toString();
    for (String hidden : List.of("a", "bad")) {
      assertEquals(never.replace("nobody", hidden), explain(hidden).toString());
    }
    assertTrue(server.get("/explain?entityRef=api:i").json().get("served").asBoolean());
    server.decisions.put("catalog.ingestion.read", Decision.allow("test"));
    assertEquals("document-error", codes(explain("bad")).get(0));
    assertEquals(never.replace("nobody", "a"), explain("a").toString());
  }
}
