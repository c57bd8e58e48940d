package dev.callboard.it.scaffolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alice and Bob, and what one may do with the tasks of the other. */
class TwoPeopleIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TASKS = "/api/scaffolder/v2/tasks";
  private static final String INFO = "/spec/templateInfo/entityRef";
  private static final String PARAMS = "/spec/parameters";
  private static final String APPROVALS = "/api/scaffolder/v2/approvals";

  @TempDir static Path temp;
  private static ServerProcess server;
  private static HttpServer host;
  private static String alice;
  private static String bob;

  @BeforeAll
  static void start() throws Exception {
    host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String people =
        """
        apiVersion: backstage.io/v1alpha1
        kind: User
        metadata: {name: mallory}
        spec: {memberOf: [admins]}
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Group
        metadata: {name: admins}
        spec: {type: team, children: []}
        """;
    host.createContext(
        "/people.yaml",
        exchange -> {
          byte[] bytes = people.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    host.start();
    Path catalog = Files.createDirectories(temp.resolve("catalog"));
    Files.writeString(
        catalog.resolve("people.yaml"),
        """
        apiVersion: backstage.io/v1alpha1
        kind: User
        metadata: {name: alice}
        spec: {memberOf: []}
        ---
        apiVersion: backstage.io/v1alpha1
        kind: User
        metadata: {name: bob}
        spec: {memberOf: []}
        """);
    template(catalog, "plain", "{id: l, action: 'debug:log', input: {message: '${{ user.ref }}'}}");
    template(
        catalog,
        "asks",
        "{id: ask, action: 'approval:request', input: {approvers: ['user:bob'], message: 'May"
            + " I?'}}",
        "{id: l, action: 'debug:log', input: {message: 'by ${{ steps.ask.output.approvedBy }}'}}");
    template(catalog, "outer", "{id: in, action: 'template:run', input: {templateRef: asks}}");
    template(
        catalog,
        "registers",
        "{id: r, action: 'catalog:register', input: {catalogInfoUrl: 'http://127.0.0.1:"
            + host.getAddress().getPort()
            + "/people.yaml'}}");
    template(
        catalog,
        "writes",
        "{id: w, action: 'catalog:write', input: {filePath: ../../stolen.yaml, entity: {kind:"
            + " X}}}");
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                """
                backend: {reading: {allow: [{host: '127.0.0.1:%1$d'}]}}
                auth: {environment: development, providers: {guest: {userEntityRef: 'user:default/alice'}}}
                catalog:
                  rules: [{allow: [Component, Template]}]
                  locations:
                    - {type: file, target: '%2$s/people.yaml', rules: [{allow: [User]}]}
                    - {type: file, target: '%2$s/t-*.yaml'}
                scaffolder:
                  values: {maxBody: 300}
                  dryRun: {maxBody: 500}
                  autocomplete: {maxBody: 200}
                  approval: {maxBody: 100}
                """
                    .formatted(host.getAddress().getPort(), catalog))
            .start();
    Poll.until(
        "the templates",
        SOON,
        () -> server.json("/api/catalog/entities?filter=kind=template").size(),
        count -> count == 5);
    alice = token("alice");
    Path config = configOf("user:default/alice");
    Files.writeString(
        config, Files.readString(config).replace("user:default/alice", "user:default/bob"));
    bob = token("bob");
  }

  private static Path configOf(String text) throws Exception {
    try (var files = Files.walk(temp.resolve("server"), 1)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        if (Files.readString(file).contains(text)) {
          return file;
        }
      }
    }
    throw new AssertionError("no configuration has " + text);
  }

  private static String token(String who) {
    JsonNode session =
        Poll.until(
            "signed in as " + who,
            SOON,
            () -> JSON.readTree(server.get("/api/auth/guest/refresh", null).body()),
            answer -> answer.toString().contains("user:default/" + who));
    return session.at("/backstageIdentity/token").asText();
  }

  private static void template(Path catalog, String name, String... steps) throws Exception {
    String head =
        "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: {name: %s}\n"
            + "spec:\n  type: service\n  owner: user:default/bob\n  steps:\n";
    Files.writeString(
        catalog.resolve("t-" + name + ".yaml"),
        head.formatted(name) + "  - " + String.join("\n  - ", steps) + "\n");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    host.stop(0);
  }

  private static String create(String template, String who) throws Exception {
    HttpResponse<String> answer =
        server.sendJson(
            "POST", TASKS, who, "{\"templateRef\":\"template:default/" + template + "\"}");
    assertEquals(201, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body()).get("id").asText();
  }

  private static JsonNode task(String id) throws Exception {
    return server.json(TASKS + "/" + id);
  }

  private static JsonNode awaitEnd(String id) {
    return Poll.until(
        "the end of the task",
        SOON,
        () -> task(id),
        task -> !List.of("open", "processing").contains(task.get("status").asText()));
  }

  private static void awaitWaiting(String id, String step) {
    Poll.until(
        "the question",
        SOON,
        () -> task(id),
        task -> task.at("/waiting/stepId").asText().equals(step));
  }

  private static int status(String method, String path, String who) throws Exception {
    return method.equals("GET")
        ? server.get(path, who).statusCode()
        : server.sendJson(method, path, who, "{}").statusCode();
  }

  @Test
  void T10_oneSeesAndEndsNothingOfTheOther() throws Exception {
    String id = create("plain", alice);
    assertEquals("completed", awaitEnd(id).get("status").asText());
    for (String path : List.of("", "/events", "/eventstream", "/events?after=0")) {
      assertEquals(404, status("GET", TASKS + "/" + id + path, bob), path);
      assertEquals(200, status("GET", TASKS + "/" + id + path, alice), path);
    }
    for (String path : List.of("/cancel", "/retry", "/approvals/l")) {
      assertEquals(404, status("POST", TASKS + "/" + id + path, bob), path);
    }
    for (String query : List.of("", "?createdBy=user:default/alice", "?status=completed")) {
      JsonNode list = JSON.readTree(server.get(TASKS + query, bob).body());
      assertFalse(list.toString().contains(id), query + list);
    }
    assertEquals(4, java.util.UUID.fromString(id).toString().chars().filter(c -> c == '-').count());
    assertEquals("user:default/alice", task(id).get("createdBy").asText());
  }

  @Test
  void T16_aTemplateGivesNobodyRightsOrPlacesThatThePersonHasNot() throws Exception {
    String plain = create("plain", alice);
    awaitEnd(plain);
    String events = server.json(TASKS + "/" + plain + "/events").toString();
    assertTrue(
        events.contains("user:default/alice"), "the owner of the template ran it: " + events);

    String registers = create("registers", alice);
    awaitEnd(registers);
    JsonNode people = server.json("/api/catalog/entities?filter=kind=user&filter=kind=group");
    assertFalse(people.toString().contains("mallory"), people.toString());
    assertFalse(people.toString().contains("admins"), people.toString());

    String writes = create("writes", alice);
    assertEquals("failed", awaitEnd(writes).get("status").asText());
    try (var files = Files.walk(temp)) {
      assertEquals(0, files.filter(file -> file.endsWith("stolen.yaml")).count());
    }
  }

  @Test
  void oneIsAskedByTheOtherAndAnswersAlthoughTheServerWasKilled() throws Exception {
    for (Map.Entry<String, String> each : Map.of("asks", "ask", "outer", "in/ask").entrySet()) {
      String id = create(each.getKey(), alice);
      awaitWaiting(id, each.getValue());
      assertEquals("processing", task(id).get("status").asText());
      server.kill();
      server.start();
      awaitWaiting(id, each.getValue());

      JsonNode mine = JSON.readTree(server.get(APPROVALS, bob).body());
      assertTrue(mine.get("totalApprovals").asInt() >= 1, mine.toString());
      assertTrue(mine.get("approvals").toString().contains(id), mine.toString());
      assertEquals("May I?", mine.at("/approvals/0/waiting/message").asText());
      assertEquals(
          0, JSON.readTree(server.get(APPROVALS, alice).body()).get("totalApprovals").asInt());
      assertEquals(200, status("GET", TASKS + "/" + id, bob), "who is asked sees it");
      String path = TASKS + "/" + id + "/approvals/" + each.getValue();
      String yes = "{\"decision\":\"approve\",\"comment\":\"go\"}";
      assertEquals(403, server.sendJson("POST", path, alice, yes).statusCode());
      assertEquals(
          400, server.sendJson("POST", path, bob, "{\"decision\":\"maybe\"}").statusCode());
      assertEquals(200, server.sendJson("POST", path, bob, yes).statusCode());
      assertEquals("completed", awaitEnd(id).get("status").asText());
      assertEquals(409, server.sendJson("POST", path, bob, yes).statusCode());
      String events = server.json(TASKS + "/" + id + "/events").toString();
      assertTrue(events.contains("by user:default/bob"), events);
    }
  }

  @Test
  void theFrontendFindsTheFieldsThatItUses() throws Exception {
    String id = create("plain", alice);
    awaitEnd(id);
    String query = "?createdBy=user:default/alice&limit=5&offset=0";
    JsonNode page = JSON.readTree(server.get(TASKS + query, alice).body());
    assertTrue(page.get("totalTasks").asInt() >= 1 && page.get("tasks").size() <= 5);
    for (JsonNode task : page.get("tasks")) {
      for (String field : List.of("/id", "/status", "/createdAt", "/createdBy", INFO)) {
        assertFalse(task.at(field).isMissingNode(), field + " of " + task);
      }
    }
    JsonNode task = JSON.readTree(server.get(TASKS + "/" + id, alice).body());
    for (String field :
        List.of("/spec/steps/0/id", "/spec/steps/0/name", "/spec/steps/0/action", INFO, PARAMS)) {
      assertFalse(task.at(field).isMissingNode(), field + " of " + task);
    }
    HttpResponse<String> stream = server.get(TASKS + "/" + id + "/eventstream", alice);
    String type = stream.headers().firstValue("Content-Type").orElse("");
    assertTrue(type.startsWith("text/event-stream"), type);
    assertTrue(stream.body().contains("\"isTaskRecoverable\":false"), stream.body());
    assertTrue(stream.body().contains("event: completion\n"), stream.body());
    String form = "/api/scaffolder/v2/templates/default/template/plain/parameter-schema";
    assertEquals("plain", JSON.readTree(server.get(form, alice).body()).get("title").asText());
    assertTrue(JSON.readTree(server.get("/api/scaffolder/v2/actions", alice).body()).isArray());
    String extensions = server.get("/api/scaffolder/v2/templating-extensions", alice).body();
    assertTrue(JSON.readTree(extensions).at("/globals/functions").isObject(), extensions);
    assertEquals(200, status("POST", TASKS + "/" + id + "/cancel", alice));
  }

  @Test
  void bodiesAreLimitedOnEachRoute() throws Exception {
    String asks = create("asks", alice);
    awaitWaiting(asks, "ask");
    Map<String, Integer> limits =
        Map.of(
            TASKS,
            300,
            "/api/scaffolder/v2/dry-run",
            500,
            "/api/scaffolder/v2/autocomplete/github/owners",
            200,
            TASKS + "/" + asks + "/approvals/ask",
            100);
    for (Map.Entry<String, Integer> limit : limits.entrySet()) {
      for (int more : List.of(-1, 0, 1)) {
        String body = "{\"x\":1" + " ".repeat(limit.getValue() + more - 7) + "}";
        int status = server.sendJson("POST", limit.getKey(), bob, body).statusCode();
        assertEquals(more > 0, status == 413, limit + " and " + more + ": " + status);
      }
    }
    assertEquals(200, status("POST", TASKS + "/" + asks + "/cancel", alice));
  }
}
