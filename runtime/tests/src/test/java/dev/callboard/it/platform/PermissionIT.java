package dev.callboard.it.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles and the permission protocol in the built product. */
class PermissionIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LIST = "/api/catalog/entities/by-query?filter=kind=component";
  private static final String APPLY =
      "/api/catalog/.well-known/backstage/permissions/apply-conditions";

  @TempDir static Path directory;
  private static Path policy;
  private static ServerProcess server;
  private static String admin;
  private static String guest;

  @BeforeAll
  static void start() throws Exception {
    Path catalog =
        Files.writeString(
            directory.resolve("catalog.yaml"),
            """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: {name: open, labels: {level: public}}
            spec: {type: service, lifecycle: production, owner: user:development/guest}
            ---
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: {name: closed, labels: {level: Secret}}
            spec: {type: service, lifecycle: production, owner: team}
            """);
    policy = directory.resolve("policy.yaml");
    write("[public]", "level: public");
    server =
        ServerProcess.in(directory.resolve("server"))
            .config(
                """
                auth:
                  environment: development
                  providers: {guest: {}}
                permission:
                  policy: {file: "%s"}
                """
                    .formatted(policy))
            .catalog(catalog.toString())
            .start();
    admin = server.adminToken();
    guest =
        JSON.readTree(server.get("/api/auth/guest/refresh", null).body())
            .at("/backstageIdentity/token")
            .asText();
    Poll.until(
        "the catalog",
        Duration.ofSeconds(30),
        () -> server.json(LIST),
        list -> list.get("totalItems").asInt() == 2);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static void write(String note, String label) throws Exception {
    String[] pair = label.split(": ");
    Path fresh =
        Files.writeString(
            directory.resolve("fresh"),
            """
            # %s
            roles:
              reader:
                members: [users]
                allow:
                  - permissions: [catalog.entity.read]
                    when: {rule: HAS_LABEL, params: {label: %s, value: %s}}
            """
                .formatted(note, pair[0], pair[1]));
    Files.move(fresh, policy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static String seen() throws Exception {
    HttpResponse<String> answer = server.get(LIST, guest);
    JsonNode page = JSON.readTree(answer.body());
    List<String> names = new ArrayList<>();
    page.path("items").forEach(item -> names.add(item.at("/metadata/name").asText()));
    return answer.statusCode() + " " + page.path("totalItems").asInt() + " " + names;
  }

  private static void awaitSeen(String expected) {
    Poll.until("what a guest sees", Duration.ofSeconds(20), PermissionIT::seen, expected::equals);
  }

  private static JsonNode ask(String path, String token, String body) throws Exception {
    return JSON.readTree(server.sendJson("POST", path, token, body).body());
  }

  @Test
  void aPolicyFileIsTakenUpWhileTheServerRunsAndABadOneChangesNothing() throws Exception {
    awaitSeen("200 1 [open]");
    write("another", "level: secret");
    awaitSeen("200 1 [closed]");
    Files.writeString(policy, "roles: {reader: {members: [nobody]}}");
    Poll.until(
        "the health of the policy",
        Duration.ofSeconds(20),
        () -> server.get("/api/health", admin).body(),
        health -> health.contains("policy.yaml, line 1, column"));
    assertEquals("200 1 [closed]", seen());
    write("as before", "level: public");
    awaitSeen("200 1 [open]");
  }

  @Test
  void rolesAreWrittenOverRestByAdministratorsOnly() throws Exception {
    String path = "/api/permission/v1/roles/validators";
    String role =
        "{\"members\":[\"users\"],\"allow\":[{\"permissions\":[\"catalog.entity.validate\"]}]}";
    assertEquals(403, server.sendJson("PUT", path, guest, role).statusCode());
    assertEquals(403, server.get("/api/permission/v1/roles", guest).statusCode());
    assertEquals(403, server.get("/api/permission/v1/roles", ServerProcess.TOKEN).statusCode());
    HttpResponse<String> created = server.sendJson("PUT", path, admin, role);
    assertEquals(201, created.statusCode(), created.body());
    String etag = created.headers().firstValue("ETag").orElseThrow();
    assertEquals(412, server.sendJson("PUT", path, admin, role).statusCode());
    Map<String, String> headers = Map.of("Content-Type", "application/json", "If-Match", etag);
    assertEquals(
        200, server.send("PUT", path, admin, headers, BodyPublishers.ofString(role)).statusCode());
    assertEquals(
        412, server.send("PUT", path, admin, headers, BodyPublishers.ofString(role)).statusCode());
    String reader = "/api/permission/v1/roles/reader";
    assertEquals(409, server.sendJson("PUT", reader, admin, role).statusCode());
    String explained =
        ask(
                "/api/permission/v1/explain",
                admin,
                "{\"principal\":\"user:default/x\",\"permission\":\"catalog.entity.validate\"}")
            .path("reason")
            .asText();
    assertEquals("allow 1 of role 'validators' (database)", explained);
    assertEquals(
        204, server.send("DELETE", path, admin, Map.of("If-Match", "*"), null).statusCode());
  }

  @Test
  void conditionsOnANamedResourceAreJudgedByTheCatalog() throws Exception {
    awaitSeen("200 1 [open]");
    String question =
        "{\"items\":[{\"id\":\"1\",\"permission\":{\"type\":\"resource\",\"name\":"
            + "\"catalog.entity.read\",\"attributes\":{\"action\":\"read\"},\"resourceType\":"
            + "\"catalog-entity\"},\"resourceRef\":[\"component:default/open\","
            + "\"component:default/closed\",\"component:default/none\"]}]}";
    assertEquals(
        "[\"ALLOW\",\"DENY\",\"DENY\"]",
        ask("/api/permission/authorize", guest, question).at("/items/0/result").toString());
    JsonNode metadata = server.json("/api/catalog/.well-known/backstage/permissions/metadata");
    List<String> rules = new ArrayList<>();
    metadata.path("rules").forEach(rule -> rules.add(rule.path("name").asText()));
    assertEquals(
        "[HAS_ANNOTATION, HAS_LABEL, HAS_METADATA, HAS_SPEC, IS_ENTITY_KIND, IS_ENTITY_OWNER]",
        rules.toString());
    String apply =
        "{\"items\":[{\"id\":\"1\",\"resourceRef\":\"component:default/closed\",\"resourceType\":"
            + "\"catalog-entity\",\"conditions\":{\"rule\":\"HAS_LABEL\",\"resourceType\":"
            + "\"catalog-entity\",\"params\":{\"label\":\"level\",\"value\":\"secret\"}}}]}";
    assertEquals(
        "{\"items\":[{\"id\":\"1\",\"result\":\"ALLOW\"}]}",
        ask(APPLY, ServerProcess.TOKEN, apply).toString());
    assertEquals(403, server.sendJson("POST", APPLY, guest, apply).statusCode());
  }

  @Test
  void aRouteThatDeclaresNothingDoesNotExistAndTheOthersWantCredentials() throws Exception {
    int guarded = 0;
    for (JsonNode plugin : JSON.readTree(server.get("/api/plugins", admin).body()).path("items")) {
      for (JsonNode route : plugin.path("routes")) {
        String permission = route.path("permission").asText();
        assertTrue(!permission.isEmpty() && !permission.equals("undeclared"), route::toString);
        if (permission.equals("public")) {
          continue;
        }
        String path = route.path("path").asText().replaceAll("\\{[^}]*}", "x");
        String method = route.path("method").asText();
        int status = server.send(method, path, null, Map.of(), null).statusCode();
        assertEquals(401, status, method + " " + path);
        guarded++;
      }
    }
    assertTrue(guarded > 50, guarded + " routes");
  }
}
