package dev.callboard.it.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.DescribedApi;
import dev.callboard.it.support.DescribedApi.Answer;
import dev.callboard.it.support.OpenApiDocument;
import dev.callboard.it.support.OpenApiDocument.Operation;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server does against what its OpenAPI documents say. */
class OpenApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;
  private static ServerProcess server;
  private static DescribedApi api;
  private static String admin;
  private static String guest;

  @BeforeAll
  static void start() throws Exception {
    server =
        ServerProcess.in(directory)
            .config(
                """
                auth:
                  environment: development
                  providers: {guest: {}}
                """)
            .start();
    admin = server.adminToken();
    api = new DescribedApi(server);
    guest =
        JSON.readTree(server.get("/api/auth/guest/refresh", null).body())
            .path("backstageIdentity")
            .path("token")
            .asText();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /**
   * Returns for each plugin that comes with the server and serves something its routes and their
   * permissions.
   */
  private static Map<String, Map<String, String>> served() throws Exception {
    Map<String, Map<String, String>> plugins = new TreeMap<>();
    for (JsonNode plugin : JSON.readTree(server.get("/api/plugins", admin).body()).path("items")) {
      Map<String, String> routes = new TreeMap<>();
      for (JsonNode route : plugin.path("routes")) {
        // A parameter may be restricted by an expression; OpenAPI has no such thing.
        String path = route.path("path").asText().replaceAll("\\{(\\w+):[^}]*}", "{$1}");
        routes.put(route.path("method").asText() + " " + path, route.path("permission").asText());
      }
      boolean ours = plugin.path("core").asBoolean() || plugin.path("shipped").asBoolean();
      if (ours && !routes.isEmpty()) {
        plugins.put(plugin.path("id").asText(), routes);
      }
    }
    return plugins;
  }

  static List<String> ids() throws Exception {
    return List.copyOf(served().keySet());
  }

  @Test
  void whatComesWithTheServerServesSomething() throws Exception {
    assertTrue(
        ids()
            .containsAll(
                List.of("auth", "catalog", "health", "permission", "plugins", "supply-chain")),
        ids().toString());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void theRoutesServedAreThoseDescribed(String id) throws Exception {
    TreeSet<String> described = new TreeSet<>();
    api.document(id).operations().stream()
        .filter(operation -> !operation.elsewhere())
        .map(Operation::name)
        .forEach(described::add);
    assertEquals(String.join("\n", served().get(id).keySet()), String.join("\n", described));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void thePermissionsDescribedAreThoseAskedFor(String id) throws Exception {
    Map<String, String> routes = served().get(id);
    List<String> wrong = new ArrayList<>();
    OpenApiDocument document = api.document(id);
    for (Operation operation : document.operations()) {
      String described = operation.node().path("x-permission").asText();
      // What every plugin has is not among the routes of one.
      String elsewhere = document.isSecured(operation) ? "authenticated" : "public";
      if (!described.equals(routes.getOrDefault(operation.name(), elsewhere))) {
        wrong.add(operation.name() + " is described with '" + described + "'");
      }
    }
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void X07_aFormOfAForeignPageChangesNothing(String id) throws Exception {
    String own = "/api/" + id + "/.backstage/auth/v1/cookie";
    String cookie = server.get(own, guest).headers().firstValue("Set-Cookie").orElse("none=1");
    Map<String, String> headers =
        Map.of(
            "Content-Type", "text/plain",
            "Origin", "https://evil.example",
            "Sec-Fetch-Site", "cross-site",
            "Cookie", cookie.replaceFirst(";.*", ""));
    List<String> taken = new ArrayList<>();
    for (Map.Entry<String, String> route : served().get(id).entrySet()) {
      String[] parts = route.getKey().split(" ");
      if (Set.of("GET", "HEAD").contains(parts[0]) || route.getValue().equals("public")) {
        continue;
      }
      String path = "/api/" + id + parts[1].replaceAll("\\{[^}]*}", "x");
      int status =
          server
              .send(parts[0], path, null, headers, HttpRequest.BodyPublishers.ofString("{}"))
              .statusCode();
      if (!Set.of(401, 403, 415).contains(status)) {
        taken.add(route.getKey() + " answered " + status);
      }
    }
    assertEquals(List.of(), taken);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void eachGetWithoutParametersAnswersAsDescribedToAnybody(String id) throws Exception {
    OpenApiDocument document = api.document(id);
    List<Operation> reads =
        document.operations().stream()
            .filter(operation -> operation.method().equals("GET"))
            .filter(operation -> !operation.address().contains("{"))
            .toList();
    List<String> wrong = new ArrayList<>();
    for (Operation read : reads) {
      wrong.addAll(api.send(document, read, read.address(), admin, null).problems());
      wrong.addAll(api.send(document, read, read.address(), guest, null).problems());
      Answer anonymous = api.send(document, read, read.address(), null, null);
      wrong.addAll(anonymous.problems());
      if (document.isSecured(read) != (anonymous.status() == 401)) {
        wrong.add(read.name() + " answered " + anonymous.status() + " without credentials");
      }
    }
    assertFalse(document.operations().isEmpty());
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          auth       | GET /api/auth/v1/userinfo | /api/auth/v1/userinfo | - | 200
          auth       | GET /api/auth/{provider}/refresh | /api/auth/guest/refresh | - | 200
          auth       | POST /api/auth/{provider}/refresh | /api/auth/guest/refresh | - | 200
          auth       | GET /api/auth/{provider}/start | /api/auth/guest/start | - | 501
          auth       | GET /api/auth/{provider}/{rest} | /api/auth/guest/x/y | - | 404
          permission | POST /api/permission/authorize | /api/permission/authorize | {"items": []} | 200
          permission | POST /api/permission/authorize | /api/permission/authorize | {"items": 1} | 400
          """)
  void aUserGetsWhatIsDescribed(String id, String operation, String path, String body, int status)
      throws Exception {
    expect(id, operation, path, guest, body == null ? null : BodyPublishers.ofString(body), status);
  }

  @ParameterizedTest
  @CsvSource({"catalog.entity.read, resource", "callboard.plugin.install, basic"})
  void aDecisionIsAsDescribed(String permission, String type) throws Exception {
    String question =
        """
        {"items": [{"id": "1", "resourceRef": ["component:default/a", "component:default/b"],
          "permission": {"type": "%s", "name": "%s", "attributes": {"action": "read"},
            "resourceType": "catalog-entity"}}]}
        """
            .formatted(type, permission);
    expect(
        "permission",
        "POST /api/permission/authorize",
        "/api/permission/authorize",
        guest,
        BodyPublishers.ofString(question),
        200);
  }

  @Test
  void aTaskIsAsDescribedAfterItWasTriggered() throws Exception {
    JsonNode task = JSON.readTree(server.get("/api/scheduler/tasks", admin).body()).at("/tasks/0");
    String path =
        "/api/scheduler/tasks/"
            + task.path("pluginId").asText()
            + "/"
            + task.path("taskId").asText()
            + "/trigger";
    String missing = "/api/scheduler/tasks/no/such/trigger";
    String operation = "POST /api/scheduler/tasks/{plugin}/{id}/trigger";
    expect("scheduler", operation, path, admin, BodyPublishers.noBody(), 200);
    expect("scheduler", operation, missing, admin, BodyPublishers.noBody(), 404);
    expect("scheduler", "GET /api/scheduler/tasks", "/api/scheduler/tasks", admin, null, 200);
  }

  @Test
  void theAuditLogIsAsDescribed() throws Exception {
    String events = "/api/audit/events";
    BodyPublisher none = BodyPublishers.noBody();
    Poll.until(
        "a record",
        Duration.ofSeconds(10),
        () -> server.get(events + "/1", admin).statusCode(),
        status -> status == 200);
    expect("audit", "GET " + events + "/{seq}", events + "/1", admin, null, 200);
    expect("audit", "GET " + events + "/{seq}", events + "/999999", admin, null, 404);
    expect("audit", "GET " + events, events + "?severity=urgent", admin, null, 400);
    expect("audit", "GET " + events, events, guest, null, 403);
    expect("audit", "GET " + events + "/export", events + "/export?format=csv", admin, null, 200);
    expect("audit", "POST /api/audit/verify", "/api/audit/verify", guest, none, 403);
    expect("audit", "POST /api/audit/verify", "/api/audit/verify", admin, none, 202);
    JsonNode verified =
        Poll.until(
            "the verification",
            Duration.ofSeconds(10),
            () -> JSON.readTree(server.get("/api/audit/verify", admin).body()),
            answer -> !answer.path("state").asText().equals("running"));
    assertEquals("whole", verified.path("state").asText(), verified.toString());
    expect("audit", "GET /api/audit/verify", "/api/audit/verify", admin, null, 200);
  }

  @Test
  void aPluginIsAsDescribedFromItsInstallationToItsRemoval() throws Exception {
    BodyPublisher jar = BodyPublishers.ofFile(Product.sample("hello"));
    BodyPublisher none = BodyPublishers.noBody();
    String list = "/api/plugins";
    String one = list + "/{id}";
    String hello = list + "/hello";
    expect("plugins", "POST " + list + "/verify", list + "/verify", admin, jar, 200);
    expect("plugins", "POST " + list, list, admin, BodyPublishers.ofString("no jar"), 422);
    expect("plugins", "POST " + list, list, admin, jar, 201);
    expect("plugins", "POST " + list + "/verify", list + "/verify", admin, jar, 200);
    expect("plugins", "GET " + one, hello, admin, null, 200);
    expect("plugins", "GET " + one + "/log", hello + "/log?limit=5", admin, null, 200);
    expect("plugins", "GET " + one + "/log", hello + "/log?limit=0", admin, null, 400);
    expect("plugins", "GET " + one + "/log", hello + "/log", guest, null, 403);
    expect("plugins", "GET " + one + "/log/stream", hello + "/log/stream", admin, null, 200);
    assertTrue(log(hello).contains("Version 1.0.0 is ACTIVE"), log(hello));
    // The class that logs it is of the bundle that has this id.
    assertTrue(log("/api/plugins/plugins").contains("Plugin hello 1.0.0 is ACTIVE"));
    expect("plugins", "POST " + one + "/stop", hello + "/stop", admin, none, 200);
    expect("plugins", "GET " + list, list, admin, null, 200);
    expect("plugins", "POST " + one + "/start", hello + "/start", admin, none, 200);
    String compliance = list + "/compliance";
    expect("plugins", "POST " + one + "/restore", hello + "/restore", admin, none, 404);
    expect("plugins", "DELETE " + one, compliance, admin, none, 204);
    expect("plugins", "GET " + list, list, admin, null, 200);
    expect("plugins", "POST " + one + "/restore", compliance + "/restore", admin, none, 200);
    expect(
        "plugins",
        "POST " + one + "/transfer",
        hello + "/transfer",
        admin,
        BodyPublishers.ofString("{\"publisher\": \"acme\"}"),
        200);
    expect("plugins", "DELETE " + one, hello, admin, none, 204);
    expect("plugins", "GET " + one, hello, admin, null, 404);
    expect("plugins", "GET " + one + "/log", hello + "/log", admin, null, 404);
  }

  private static String log(String plugin) throws Exception {
    return server.get(plugin + "/log", admin).body();
  }

  private static void expect(
      String id, String name, String path, String token, BodyPublisher body, int status)
      throws Exception {
    OpenApiDocument document = api.document(id);
    Answer answer = api.send(document, document.operation(name), path, token, body);
    assertEquals(status, answer.status(), name + ": " + answer.body());
    assertEquals(List.of(), answer.problems());
  }
}
