package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** History, trash and held deletions in the built product. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HistoryIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CATALOG = "/api/catalog";
  private static final String NAME = CATALOG + "/entities/by-name/component/default/written";
  private static final String PENDING = CATALOG + "/ingestion/pending-deletions";
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path temp;
  private static Path file;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    Path catalog = Files.createDirectories(temp.resolve("catalog")).toRealPath();
    file = catalog.resolve("all.yaml");
    Files.writeString(file, components(150));
    server = ServerProcess.in(temp.resolve("server")).catalog(catalog.toString()).start();
    awaitServed(150);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.close();
  }

  private static String components(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(
          """
          ---
          apiVersion: backstage.io/v1alpha1
          kind: Component
          metadata: {name: file%d}
          spec: {type: service, lifecycle: production, owner: x}
          """
              .formatted(i));
    }
    return text.toString();
  }

  private static int served() throws Exception {
    String query = "/entities/by-query?limit=0&filter=kind=component,spec.owner=x";
    return server.json(CATALOG + query).get("totalItems").asInt();
  }

  private static void awaitServed(int count) {
    Poll.until(count + " components", SOON, HistoryIT::served, found -> found == count);
  }

  private static JsonNode send(int status, String method, String path, String body)
      throws Exception {
    HttpResponse<String> answer = server.sendJson(method, path, ServerProcess.TOKEN, body);
    assertEquals(status, answer.statusCode(), answer.body());
    return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
  }

  private static JsonNode put(int status, String owner) throws Exception {
    return send(
        status,
        "PUT",
        NAME,
        """
        {"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "written"},
         "spec": {"type": "service", "lifecycle": "production", "owner": "%s"}}
        """
            .formatted(owner));
  }

  @Test
  @Order(1)
  void F22_sourceThatIsSuddenlyAlmostEmptyDeletesNothingUntilItIsApproved() throws Exception {
    Files.writeString(file, components(10));
    JsonNode items =
        Poll.until(
            "a pending deletion",
            SOON,
            () -> server.json(PENDING).get("items"),
            // a reader may see the file while it is empty, and hold all of them for a moment
            found -> found.at("/0/entities").asInt() == 140);
    assertEquals(150, served());
    server.kill();
    server.launch();
    server.awaitReady();
    awaitServed(150);
    String id = server.json(PENDING).at("/items/0/id").asText();
    assertEquals(items.at("/0/id").asText(), id);
    JsonNode rejected = send(200, "POST", PENDING + "/" + id + "/reject", "{}");
    assertEquals("rejected", rejected.get("state").asText());
    assertEquals(
        140, send(200, "POST", PENDING + "/" + id + "/approve", "{}").get("deleted").asInt());
    assertEquals(10, served());
    assertEquals(0, server.json(PENDING).get("items").size());
    for (String what : List.of("held", "rejected", "approved")) {
      String events = "/api/audit/events?eventId=provider-mass-delete-" + what;
      Poll.until(
          "the record that it was " + what,
          SOON,
          () -> server.get(events, server.adminToken()).body(),
          body -> body.contains("\"sub\":\"" + what + "\""));
    }
  }

  @Test
  @Order(2)
  void entityIsRestoredAsItWasAndFromTheTrash() throws Exception {
    String uid = put(201, "first").at("/metadata/uid").asText();
    String then = server.json(NAME + "/history").at("/items/0/at").asText();
    put(200, "second");
    JsonNode items = server.json(NAME + "/history").get("items");
    assertEquals("update", items.at("/0/type").asText());
    assertTrue(items.at("/0/changed").toString().contains("/spec/owner"), items.toString());
    assertTrue(items.at("/0/cause/request").asText().startsWith("PUT"), items.toString());
    JsonNode full = server.json(NAME + "/history/" + items.at("/0/seq").asText());
    assertEquals("second", full.at("/entity/spec/owner").asText());
    assertTrue(full.get("diff").toString().contains("/spec/owner"), full.toString());
    assertEquals("first", server.json(NAME + "?at=" + then).at("/spec/owner").asText());
    String list = CATALOG + "/entities/by-query?filter=metadata.uid=" + uid + "&at=";
    assertEquals("first", server.json(list + then).at("/items/0/spec/owner").asText());

    String seq = items.at("/1/seq").asText();
    JsonNode restored = send(200, "POST", NAME + "/restore", "{\"seq\": " + seq + "}");
    assertEquals("first", restored.at("/spec/owner").asText());

    assertEquals(204, server.sendJson("DELETE", NAME, ServerProcess.TOKEN, "").statusCode());
    JsonNode deleted = server.json(CATALOG + "/trash?kind=Component&limit=1").at("/items/0");
    assertEquals(uid, deleted.get("uid").asText());
    assertEquals("first", deleted.at("/entity/spec/owner").asText());
    String byUid = CATALOG + "/entities/by-uid/" + uid;
    assertEquals("first", server.json(byUid + "?at=" + then).at("/spec/owner").asText());

    JsonNode back = send(201, "POST", CATALOG + "/trash/" + uid + "/restore", "{}");
    assertEquals(uid, back.at("/metadata/uid").asText());
    assertEquals("first", server.json(byUid).at("/spec/owner").asText());
    send(404, "POST", CATALOG + "/trash/" + uid + "/restore", "{}");

    assertEquals(204, server.sendJson("DELETE", NAME, ServerProcess.TOKEN, "").statusCode());
    put(201, "another");
    send(409, "POST", CATALOG + "/trash/" + uid + "/restore", "{}");
    String purge = CATALOG + "/trash/" + uid;
    assertEquals(204, server.sendJson("DELETE", purge, ServerProcess.TOKEN, "").statusCode());
    send(404, "POST", CATALOG + "/trash/" + uid + "/restore", "{}");
    assertEquals(1, server.json(NAME + "/history").get("items").size());
  }
}
