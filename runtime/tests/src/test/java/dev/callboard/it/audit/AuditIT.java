package dev.callboard.it.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.SampleVariant;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
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
  private static final String CONFIG =
      """
      audit:
        checkpoints: {interval: 1s}
        sinks: [{id: archive, type: jsonl, path: archive.jsonl}]
      auth: {providers: {guest: {dangerouslyAllowOutsideDevelopment: true}}}
      catalog: {orphanStrategy: keep}
      """;
  private static final String IT = "external:it";
  private static final String ADMIN = "external:admin";
  private static final String GUEST = "user:development/guest";
  private static final String MANAGER = "system:plugins";
  private static final String ALERTS = "/api/audit-detection/alerts";
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path temp;
  private static Path catalog;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    catalog = Files.createDirectory(temp.resolve("catalog")).toRealPath();
    Files.writeString(catalog.resolve("a.yaml"), file("shared") + file("lonely"));
    server = ServerProcess.in(temp).config(CONFIG).catalog(catalog.toString()).start();
    // Nobody knows at once that no more of it will come.
    Files.write(server.plugins().resolve("broken.jar"), new byte[] {1, 2, 3});
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

  private static String file(String name) {
    return """
    ---
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: %s}
    spec: {type: service, lifecycle: production, owner: x}
    """
        .formatted(name);
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
  void whatIsDoneToTheCatalogIsRecorded() throws Exception {
    put("Component", "pay", component("a"));
    put("Component", "pay", component("b"));
    put("Component", "pay", component("b"), ", \"description\": \"pays\"");
    call("DELETE", ENTITIES + "component/default/pay", ServerProcess.TOKEN, null);
    for (String sub : List.of("create", "owner-change", "update", "delete")) {
      recorded("entity-mutate", sub, "succeeded", IT, "entity component:default/pay");
    }
    String target = "http://127.0.0.1:9/none.yaml";
    String location = "{\"type\": \"url\", \"target\": \"" + target + "\"}";
    JsonNode made =
        JSON.readTree(call("POST", "/api/catalog/locations", ServerProcess.TOKEN, location).body());
    recorded("location-mutate", "create", "succeeded", IT, "location url:" + target);
    String reader = "system:ingestion";
    recorded("location-fetch-error", "fail", "failed", reader, "location url:" + target);
    String path = "/api/catalog/locations/" + made.at("/location/id").asText();
    call("DELETE", path, ServerProcess.TOKEN, null);
    recorded("location-mutate", "delete", "succeeded", IT, "location url:" + target);
  }

  @Test
  void whatFilesDisagreeOnAndGiveUpIsRecorded() throws Exception {
    String reader = "system:ingestion";
    recorded("entity-mutate", "create", "succeeded", reader, "entity component:default/lonely");
    Files.writeString(catalog.resolve("b.yaml"), file("shared"));
    recorded("entity-conflict", "conflict", "failed", reader, "entity component:default/shared");
    Files.writeString(catalog.resolve("a.yaml"), file("shared"));
    recorded("entity-mutate", "orphan", "succeeded", reader, "entity component:default/lonely");
    await("an alert of D2", ALERTS + "?rule=D2", "/items", "D2");
  }

  @Test
  void D7_whatIsChangedInTheDatabaseIsFoundAndAlerted() throws Exception {
    String ref = "component:default/drifting";
    put("Component", "drifting", component("a"));
    put("Component", "gone", component("a"));
    call("POST", "/api/audit/drift-scan", server.adminToken(), "");
    assertEquals("none", drift().path("state").asText(), drift().toString());
    sql("UPDATE entities SET final = replace(final, '\"a\"', '\"m\"') WHERE ref = '" + ref + "'");
    sql("DELETE FROM entities WHERE ref = 'component:default/gone'");
    call("POST", "/api/audit/drift-scan", server.adminToken(), "");
    JsonNode found = drift();
    assertEquals("found", found.path("state").asText(), found.toString());
    assertEquals(2, found.path("found").asInt(), found.toString());
    recorded("audit-drift", "changed", "failed", ADMIN, "entity " + ref);
    recorded("audit-drift", "missing", "failed", ADMIN, "entity component:default/gone");
    await("an alert of D7", ALERTS + "?rule=D7-drift", "/items", "D7-drift");
    // Found again, it is not recorded again; written anew, it is as it was audited.
    put("Component", "drifting", component("b"));
    call("POST", "/api/audit/drift-scan", server.adminToken(), "");
    assertEquals(1, drift().path("found").asInt());
    assertEquals(2, json("/api/audit/events?limit=100&eventId=audit-drift").path("items").size());
    assertEquals(403, server.sendJson("POST", "/api/audit/drift-scan", guest(), "").statusCode());
  }

  private static JsonNode drift() {
    return Poll.until(
        "the look for drift",
        SOON,
        () -> json("/api/audit/drift-scan"),
        answer -> !answer.path("state").asText().matches("running|never"));
  }

  private static void sql(String statement) throws Exception {
    String file = server.data().resolve("db/catalog.sqlite").toString();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement work = connection.createStatement()) {
      work.execute("PRAGMA busy_timeout = 10000");
      assertEquals(1, work.executeUpdate(statement));
    }
  }

  @Test
  void whoComesInAndWhoIsRefusedIsRecorded() throws Exception {
    String token = guest();
    recorded("sign-in", "", "succeeded", GUEST, "");
    assertEquals(403, server.get("/api/audit/events", token).statusCode());
    recorded("permission-deny", "", "failed", GUEST, "");
    assertEquals(200, server.get("/api/audit/events/export", server.adminToken()).statusCode());
    recorded("audit-export", "", "succeeded", ADMIN, "audit-log audit");
    recorded("signing-key-rotate", "", "succeeded", "system:identity", "");
    String own = "/api/auth/v1/access-tokens";
    String asked = "{\"name\": \"it\", \"scopes\": [{\"plugin\": \"catalog\"}]}";
    JsonNode made = JSON.readTree(call("POST", own, token, asked).body());
    recorded("access-token-create", "", "succeeded", GUEST, "");
    call("DELETE", own + "/" + made.at("/accessToken/id").asText(), token, null);
    recorded("access-token-revoke", "", "succeeded", GUEST, "");
    String role =
        "{\"members\": [\"user:default/nobody\"],"
            + " \"allow\": [{\"permissions\": [\"catalog.entity.refresh\"]}]}";
    call("PUT", "/api/permission/v1/roles/readers", server.adminToken(), role);
    recorded("permission-policy-change", "", "succeeded", ADMIN, "");
  }

  @Test
  void whatIsDoneToPluginsAndTheirConfigurationIsRecorded() throws Exception {
    Path file = SampleVariant.hello("1.0.0").moveTo(server.plugins().resolve("hello.jar"));
    recorded("plugin-install", "", "succeeded", MANAGER, "plugin hello");
    recorded("plugin-start", "", "succeeded", MANAGER, "plugin hello");
    call("POST", "/api/plugins/hello/stop", server.adminToken(), "");
    recorded("plugin-stop", "", "succeeded", ADMIN, "plugin hello");
    call("POST", "/api/plugins/hello/start", server.adminToken(), "");
    recorded("plugin-start", "", "succeeded", ADMIN, "plugin hello");
    Files.writeString(temp.resolve("app-config.0.yaml"), CONFIG + "hello: {greeting: hi}\n");
    recorded("config-reload", "", "succeeded", "system:config", "config app-config");
    recorded("plugin-config-change", "", "succeeded", MANAGER, "plugin hello");
    Files.writeString(temp.resolve("app-config.0.yaml"), CONFIG + "hello: [\n");
    recorded("config-reload", "", "failed", "system:config", "config app-config");
    Files.writeString(temp.resolve("app-config.0.yaml"), CONFIG);
    SampleVariant.hello("1.1.0").moveTo(file);
    recorded("plugin-update", "", "succeeded", MANAGER, "plugin hello");
    Files.delete(file);
    recorded("plugin-uninstall", "", "succeeded", MANAGER, "plugin hello");
  }

  @Test
  void U04_recordsAreMadeByTheServerAndReadByWhoMay() throws Exception {
    String token = guest();
    for (String path : List.of("events", "events/1", "events/export", "checkpoints", "verify")) {
      assertEquals(403, server.get("/api/audit/" + path, token).statusCode(), path);
    }
    String forged =
        "{\"eventId\": \"sign-in\", \"actor\": {\"type\": \"user\", \"ref\": \"user:default/b\"}}";
    int status =
        server.sendJson("POST", "/api/audit/events", server.adminToken(), forged).statusCode();
    assertTrue(status == 404 || status == 405, "status " + status);
    put("Component", "forger", component("a"), ", \"title\": \"x\\r\\n2026-11-22 ERROR forged\"");
    recorded("entity-mutate", "create", "succeeded", IT, "entity component:default/forger");
    assertTrue(server.log().lines().noneMatch(line -> line.startsWith("2026-11-22 ERROR forged")));
  }

  @Test
  void whatIsNoPluginIsRecorded() {
    recorded("plugin-verify-fail", "", "failed", MANAGER, "plugin-jar broken.jar");
  }

  private static HttpResponse<String> call(String method, String path, String token, String body)
      throws Exception {
    HttpResponse<String> answer =
        body == null
            ? server.send(method, path, token, Map.of(), null)
            : server.sendJson(method, path, token, body);
    assertTrue(answer.statusCode() < 300, path + " " + answer.statusCode() + " " + answer.body());
    return answer;
  }

  /** Waits for a record with all of this; an empty text stands for anything. */
  private static void recorded(
      String event, String sub, String status, String actor, String target) {
    Poll.until(
        String.join(" ", event, sub, status, actor, target),
        SOON,
        () -> json("/api/audit/events?limit=100&eventId=" + event).path("items"),
        items -> {
          for (JsonNode item : items) {
            String found = item.at("/target/kind").asText() + " " + item.at("/target/ref").asText();
            if ((sub.isEmpty() || item.path("sub").asText().equals(sub))
                && item.path("status").asText().equals(status)
                && item.at("/actor/ref").asText().equals(actor)
                && (target.isEmpty() ? found.length() > 2 : found.equals(target))) {
              return true;
            }
          }
          return false;
        });
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
