package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entities that are written over REST, in the built product. */
class WriteApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENTITIES = "/api/catalog/entities";
  private static final String NAME = ENTITIES + "/by-name/component/default/";
  private static final String READER = "it-reader-token-0123456789";
  private static final String CREATOR = "it-creator-token-0123456789";
  private static final String BLIND = "it-blind-token-0123456789";
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path temp;
  private static Path file;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    Path catalog = Files.createDirectories(temp.resolve("catalog")).toRealPath();
    file = catalog.resolve("all.yaml");
    Files.writeString(file, component("filed", "x") + "---\n" + component("filed2", "x"));
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                """
                catalog: {write: {maxEntities: 3}}
                backend:
                  auth:
                    externalAccess:
                      - {type: static, options: {token: %s, subject: it}}
                      - type: static
                        options: {token: %s, subject: reader}
                        accessRestrictions: [{plugin: catalog, permission: [catalog.entity.read]}]
                      - type: static
                        options: {token: %s, subject: creator}
                        accessRestrictions:
                          - plugin: catalog
                            permission: [catalog.entity.read, catalog.entity.create]
                      - type: static
                        options: {token: %s, subject: blind}
                        accessRestrictions:
                          - plugin: catalog
                            permission: [catalog.entity.create, catalog.entity.update]
                """
                    .formatted(ServerProcess.TOKEN, READER, CREATOR, BLIND))
            .catalog(catalog.toString())
            .start();
    awaitStatus(200, "filed");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.close();
  }

  /** JSON, which is YAML too. */
  private static String component(String name, String owner) {
    return """
    {"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "%s"},
     "spec": {"type": "service", "lifecycle": "production", "owner": "%s"}}
    """
        .formatted(name, owner);
  }

  private record Answer(int status, String etag, JsonNode body) {
    String owner() {
      return body.at("/spec/owner").asText();
    }
  }

  private static Answer as(String token, String method, String path, String body, String... headers)
      throws Exception {
    Map<String, String> all = new HashMap<>();
    all.put("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    HttpResponse<String> answer =
        server.send(method, path, token, all, body == null ? null : BodyPublishers.ofString(body));
    return new Answer(
        answer.statusCode(),
        answer.headers().firstValue("ETag").orElse(null),
        answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body()));
  }

  private static Answer call(String method, String path, String body, String... headers)
      throws Exception {
    return as(ServerProcess.TOKEN, method, path, body, headers);
  }

  private static void awaitStatus(int status, String name) {
    Poll.until(name, SOON, () -> call("GET", NAME + name, null).status(), s -> s == status);
  }

  private static int found(String name) throws Exception {
    return server
        .json(ENTITIES + "/by-query?limit=0&filter=kind=component,metadata.name=" + name)
        .get("totalItems")
        .asInt();
  }

  @Test
  void whatIsWrittenIsReadAtOnceEverywhere() throws Exception {
    Answer created = call("PUT", NAME + "a", component("a", "one"));
    assertEquals(201, created.status(), created.body().toString());
    assertEquals("\"" + created.body().at("/metadata/etag").asText() + "\"", created.etag());
    assertEquals(1, found("a"));
    String byUid = ENTITIES + "/by-uid/" + created.body().at("/metadata/uid").asText();
    for (String path : List.of(NAME + "a", byUid)) {
      Answer read = call("GET", path, null);
      assertEquals(created.etag(), read.etag());
      assertEquals(created.body(), read.body());
      assertEquals(304, call("GET", path, null, "If-None-Match", read.etag()).status());
    }
    Answer patched = call("PATCH", NAME + "a", "{\"spec\": {\"owner\": \"two\"}}");
    assertEquals("two", patched.owner());
    Answer read = call("GET", byUid, null, "If-None-Match", created.etag());
    assertEquals(200, read.status());
    assertEquals(patched.etag(), read.etag());
    assertEquals(204, call("DELETE", NAME + "a", null).status());
    assertEquals(404, call("GET", byUid, null, "If-None-Match", read.etag()).status());
    assertEquals(0, found("a"));
    assertEquals(404, call("DELETE", NAME + "a", null).status());
  }

  @Test
  void ofManyWritersWithOneEtagExactlyOneWins() throws Exception {
    Answer first = call("PUT", NAME + "raced", component("raced", "first"));
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Answer>> puts = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String body = component("raced", "writer" + i);
        puts.add(() -> call("PUT", NAME + "raced", body, "If-Match", first.etag()));
      }
      List<Answer> won = new ArrayList<>();
      for (Future<Answer> each : threads.invokeAll(puts)) {
        Answer answer = each.get();
        if (answer.status() == 200) {
          won.add(answer);
        } else {
          assertEquals(412, answer.status(), answer.body().toString());
        }
      }
      assertEquals(1, won.size());
      Answer stored = call("GET", NAME + "raced", null);
      assertEquals(won.get(0).owner(), stored.owner());
      Answer late = call("DELETE", NAME + "raced", null, "If-Match", first.etag());
      assertEquals(412, late.status());
      assertEquals(stored.etag(), late.etag());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aDryRunTellsEverythingAndStoresNothing() throws Exception {
    assertEquals(201, call("PUT", NAME + "dry?dryRun=true", component("dry", "x")).status());
    Answer wrong = call("PUT", NAME + "dry?dryRun=true", component("dry", ""));
    assertEquals(400, wrong.status());
    assertEquals("/spec/owner", wrong.body().at("/errors/0/path").asText());
    Answer patched =
        call("PATCH", NAME + "filed2?dryRun=true", "{\"metadata\": {\"title\": \"T\"}}");
    assertEquals("T", patched.body().at("/metadata/title").asText());
    String bulk = "{\"entities\": [" + component("dry", "x") + "], \"dryRun\": true}";
    assertEquals(200, call("POST", ENTITIES + "/bulk", bulk).status());
    assertEquals(204, call("DELETE", NAME + "filed2?dryRun=true", null).status());
    assertEquals(0, found("dry"));
    assertTrue(call("GET", NAME + "filed2", null).body().at("/metadata/title").isMissingNode());
    assertEquals(404, call("GET", NAME + "filed2/overlay", null).status());
  }

  @Test
  void aBulkRequestStoresAllOrWhatItCan() throws Exception {
    String mixed = "{\"entities\": [%s, %s], \"atomic\": %s}";
    String one = component("bulk1", "x");
    String taken = component("filed2", "y");
    Answer atomic = call("POST", ENTITIES + "/bulk", mixed.formatted(one, taken, true));
    assertEquals(400, atomic.status());
    assertEquals(424, atomic.body().at("/items/0/status").asInt());
    assertEquals(409, atomic.body().at("/items/1/status").asInt());
    assertEquals(0, found("bulk1"));
    Answer each = call("POST", ENTITIES + "/bulk", mixed.formatted(one, taken, false));
    assertEquals(200, each.status());
    assertEquals(201, each.body().at("/items/0/status").asInt());
    assertEquals(1, found("bulk1"));
    String entities = "{\"entities\": [%s, %s, %s%s]}";
    String two = component("bulk2", "x");
    String three = component("bulk3", "x");
    String four = ", " + component("bulk4", "x");
    assertEquals(
        400, call("POST", ENTITIES + "/bulk", entities.formatted(one, two, three, four)).status());
    assertEquals(0, found("bulk2"));
    assertEquals(
        200, call("POST", ENTITIES + "/bulk", entities.formatted(one, two, three, "")).status());
    assertEquals(1, found("bulk3"));
  }

  @Test
  void anOverlayOutlivesRestartsAndChangesOfTheFile() throws Exception {
    Answer refused = call("PUT", NAME + "filed", component("filed", "y"));
    assertEquals(409, refused.status());
    assertTrue(refused.body().at("/error/message").asText().contains("all.yaml"), "names the file");
    call("PATCH", NAME + "filed", "{\"metadata\": {\"title\": \"Mine\"}}");
    assertEquals(0, server.stop());
    server.start();
    Files.writeString(file, component("filed", "z") + "---\n" + component("filed2", "x"));
    JsonNode entity =
        Poll.until(
            "the file",
            SOON,
            () -> server.json(NAME + "filed"),
            json -> json.at("/spec/owner").asText().equals("z"));
    assertEquals("Mine", entity.at("/metadata/title").asText());
    Answer overlay = call("GET", NAME + "filed/overlay", null);
    assertEquals("external:it", overlay.body().get("actor").asText());
    String path = NAME + "filed/overlay";
    assertEquals(412, call("DELETE", path, null, "If-Match", "\"x\"").status());
    assertEquals(204, call("DELETE", path, null, "If-Match", overlay.etag()).status());
    assertFalse(server.json(NAME + "filed").toString().contains("Mine"));
  }

  @Test
  void Z05_everyWriteNeedsItsPermission() throws Exception {
    call("PUT", NAME + "held", component("held", "x"));
    String changed = component("held", "stolen");
    String fresh = component("fresh", "x");
    String bulk = "{\"entities\": [" + changed + "]}";
    String title = "{\"metadata\": {\"title\": \"stolen\"}}";
    for (String token : List.of(READER, CREATOR)) {
      assertEquals(403, as(token, "PUT", NAME + "held", changed).status());
      assertEquals(403, as(token, "PATCH", NAME + "held", title).status());
      assertEquals(403, as(token, "PATCH", NAME + "filed2", title).status());
      assertEquals(403, as(token, "DELETE", NAME + "held", null).status());
      assertEquals(403, as(token, "DELETE", NAME + "held/overlay", null).status());
    }
    assertEquals(403, as(READER, "PUT", NAME + "fresh", fresh).status());
    assertEquals(403, as(READER, "POST", ENTITIES + "/bulk", bulk).status());
    Answer each = as(CREATOR, "POST", ENTITIES + "/bulk", bulk);
    assertEquals(403, each.body().at("/items/0/status").asInt(), each.body().toString());
    assertEquals(401, as(null, "PUT", NAME + "fresh", fresh).status());
    assertEquals(0, found("fresh"));
    assertEquals(201, as(CREATOR, "PUT", NAME + "fresh", fresh).status());
    assertEquals("x", server.json(NAME + "held").at("/spec/owner").asText());
  }

  @Test
  void whoMayNotReadLearnsNothingOfWhatIsThere() throws Exception {
    call("PUT", NAME + "hidden", component("hidden", "secret-owner"));
    String etag = call("GET", NAME + "hidden", null).etag();
    assertEquals(404, as(BLIND, "GET", NAME + "hidden", null, "If-None-Match", etag).status());
    assertEquals(404, as(BLIND, "PATCH", NAME + "hidden", "{}", "If-Match", etag).status());
    assertEquals(404, as(BLIND, "GET", NAME + "hidden/overlay", null).status());
    for (String name : List.of("hidden", "absent")) {
      assertEquals(
          412, as(BLIND, "PUT", NAME + name, component(name, "y"), "If-Match", etag).status());
    }
    Answer put = as(BLIND, "PUT", NAME + "hidden", component("hidden", "y"));
    assertEquals(403, put.status());
    assertNotEquals(etag, put.etag());
    assertFalse(put.body().toString().contains("secret-owner"), put.body().toString());
    assertEquals("secret-owner", server.json(NAME + "hidden").at("/spec/owner").asText());
  }

  @Test
  void aCatalogThatIsReadonlyRefusesEveryWrite() throws Exception {
    try (ServerProcess frozen =
        ServerProcess.in(temp.resolve("frozen"))
            .config("catalog: {readonly: true}")
            .catalog(file.getParent().toString())
            .start()) {
      String token = ServerProcess.TOKEN;
      JsonNode entity =
          Poll.until(
              "the entity",
              SOON,
              () -> JSON.readTree(frozen.get(NAME + "filed2", token).body()),
              json -> json.has("kind"));
      String entities = "{\"entities\": [" + component("new", "x") + "]}";
      String uid = ENTITIES + "/by-uid/" + entity.at("/metadata/uid").asText();
      for (String[] write :
          new String[][] {
            {"PUT", NAME + "new", component("new", "x")},
            {"PATCH", NAME + "filed2", "{}"},
            {"DELETE", NAME + "filed2", ""},
            {"DELETE", NAME + "filed2/overlay", ""},
            {"POST", ENTITIES + "/bulk", entities},
            {"DELETE", uid, ""},
            {"POST", NAME + "filed2/restore", "{\"seq\": 1}"}
          }) {
        HttpResponse<String> refused = frozen.sendJson(write[0], write[1], token, write[2]);
        assertEquals(403, refused.statusCode(), write[0] + " " + write[1] + refused.body());
        assertTrue(refused.body().contains("readonly mode"), refused.body());
      }
      assertEquals(200, frozen.get(uid, token).statusCode());
      assertEquals(404, frozen.get(NAME + "new", token).statusCode());
    }
  }
}
