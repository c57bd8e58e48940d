package dev.callboard.it.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log of the built product: what it records, its signatures and its alerts. */
class AuditIT {
  private static final String ENTITIES = "/api/catalog/entities/by-name/";
  private static final String ALERTS = "/api/audit-detection/alerts";
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path temp;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server =
        ServerProcess.in(temp)
            .config(
                """
                audit:
                  checkpoints: {interval: 1s}
                  sinks: [{id: archive, type: jsonl, path: archive.jsonl}]
                auth: {providers: {guest: {dangerouslyAllowOutsideDevelopment: true}}}
                """)
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = server.get(path, server.adminToken());
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private static void put(String kind, String name, String spec) throws Exception {
    put(kind, name, spec, "");
  }

  private static void put(String kind, String name, String spec, String metadata) throws Exception {
    String entity =
        "{\"apiVersion\": \"backstage.io/v1alpha1\", \"kind\": \"%s\", \"metadata\": {\"name\":"
            + " \"%s\"%s}, \"spec\": %s}";
    int status =
        server
            .sendJson(
                "PUT",
                ENTITIES + kind.toLowerCase(Locale.ROOT) + "/default/" + name,
                ServerProcess.TOKEN,
                entity.formatted(kind, name, metadata, spec))
            .statusCode();
    assertTrue(status < 300, "status " + status);
  }

  private static String guest() throws Exception {
    return JSON.readTree(server.get("/api/auth/guest/refresh", null).body())
        .at("/backstageIdentity/token")
        .asText();
  }

  private static String component(String owner) {
    return "{\"type\": \"service\", \"lifecycle\": \"production\", \"owner\": \"" + owner + "\"}";
  }

  private static void await(String what, String path, String pointer, String value) {
    Poll.until(
        what,
        SOON,
        () -> json(path),
        answer -> {
          Set<String> found = new HashSet<>();
          answer.at(pointer).forEach(each -> found.add(each.isTextual() ? each.asText() : ""));
          answer.at(pointer).forEach(each -> found.add(each.path("rule").asText()));
          return found.contains(value);
        });
  }

  @Test
  void whatHappensIsInTheCatalogueOfEvents() throws Exception {
    put("Component", "pay", component("a"));
    put("Component", "pay", component("b"));
    String location = "{\"type\": \"url\", \"target\": \"http://127.0.0.1:9/none.yaml\"}";
    JsonNode made =
        JSON.readTree(
            server
                .sendJson("POST", "/api/catalog/locations", ServerProcess.TOKEN, location)
                .body());
    server.send(
        "DELETE",
        "/api/catalog/locations/" + made.at("/location/id").asText(),
        ServerProcess.TOKEN,
        Map.of(),
        null);
    assertEquals(403, server.get("/api/audit/events", guest()).statusCode());
    assertEquals(200, server.get("/api/audit/events/export", server.adminToken()).statusCode());
    for (String event :
        List.of("entity-mutate", "location-mutate", "sign-in", "permission-deny", "audit-export")) {
      await("the event " + event, "/api/audit/events/filters", "/eventId", event);
    }
    JsonNode history = json("/api/audit/events?targetRef=component:default/pay");
    Set<String> subs = new HashSet<>();
    history.at("/items").forEach(item -> subs.add(item.path("sub").asText()));
    assertTrue(subs.containsAll(Set.of("create", "owner-change")), subs.toString());
  }

  @Test
  void theLogIsSignedAndItsKeyIsPublished() throws Exception {
    put("Component", "signed", component("a"));
    Poll.until(
        "a checkpoint",
        SOON,
        () -> server.get("/api/audit/checkpoint", server.adminToken()),
        answer -> answer.statusCode() == 200 && answer.body().startsWith("callboard-audit\n"));
    assertTrue(server.get("/api/audit/keys", null).body().contains("callboard-audit+"));
    Path key = server.data().resolve("audit/signing.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    server.sendJson("POST", "/api/audit/verify", server.adminToken(), "");
    JsonNode verified =
        Poll.until(
            "the verification",
            SOON,
            () -> json("/api/audit/verify"),
            answer -> !answer.path("state").asText().matches("running|never"));
    assertEquals("whole", verified.path("state").asText(), verified.toString());
    assertTrue(verified.path("checkpoints").asLong() > 0, verified.toString());
  }

  @Test
  void aChangedLinkRaisesAnAlert() throws Exception {
    put("Component", "linked", component("a"));
    put(
        "Component",
        "linked",
        component("a"),
        ", \"links\": [{\"url\": \"https://evil.example.com\"}]");
    await("an alert of D4", ALERTS, "/items", "D4");
    JsonNode alert = json(ALERTS + "?rule=D4&state=open").at("/items/0");
    String acknowledgement = ALERTS + "/" + alert.path("id").asText() + "/acknowledgement";
    String body = "{\"reason\": \"announced\", \"lastSeq\": " + alert.path("lastSeq") + "}";
    assertEquals(
        400, server.sendJson("POST", acknowledgement, server.adminToken(), "{}").statusCode());
    assertEquals(403, server.sendJson("POST", acknowledgement, guest(), body).statusCode());
    assertEquals(
        200, server.sendJson("POST", acknowledgement, server.adminToken(), body).statusCode());
    assertEquals(
        "announced",
        json(ALERTS + "?rule=D4&state=acknowledged")
            .at("/items/0/acknowledgement/reason")
            .asText());
    await("its record", "/api/audit/events/filters", "/eventId", "alert-acknowledge");
    JsonNode followers = json("/api/audit/followers");
    assertEquals("audit-detection", followers.at("/items/0/id").asText());
    assertEquals("audit-export:archive", followers.at("/items/1/id").asText());
    assertTrue(followers.at("/items/0/problem").isNull(), followers.toString());
    String ui = server.get("/api/ui/contributions", server.adminToken()).body();
    assertTrue(ui.contains("/audit-alerts"), ui);
  }

  @Test
  void recordsAreCarriedToAFileFromTheFirstOne() throws Exception {
    put("Component", "carried", component("a"));
    List<String> lines =
        Poll.until(
            "the record in the file",
            SOON,
            () -> lines(server.data().resolve("archive.jsonl")),
            found -> found.stream().anyMatch(line -> line.contains("component:default/carried")));
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(i + 1, JSON.readTree(lines.get(i)).path("seq").asInt());
    }
  }

  private static List<String> lines(Path file) throws Exception {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
