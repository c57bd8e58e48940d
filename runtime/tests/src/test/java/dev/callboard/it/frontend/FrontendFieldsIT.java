package dev.callboard.it.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.it.support.SignalClient;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fields that Backstage's frontend was seen to use, of each call that it was recorded making,
 * as a page of another origin asks for them.
 */
class FrontendFieldsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String APP = "http://app.example.test:3000";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String ENTITIES =
      """
      apiVersion: backstage.io/v1alpha1
      kind: Group
      metadata: {name: team, title: The team}
      spec: {type: team, children: [], members: [], profile: {displayName: Team}}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: User
      metadata: {name: guest, namespace: development}
      spec: {memberOf: [group:default/team], profile: {displayName: Guest}}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        {name: pay, title: Pay, description: Takes money, tags: [java],
         annotations: {backstage.io/techdocs-ref: 'dir:.'}}
      spec: {type: service, lifecycle: production, owner: group:default/team}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: lib, tags: [java]}
      spec: {type: library, lifecycle: experimental, owner: group:default/team}
      ---
      apiVersion: scaffolder.backstage.io/v1beta3
      kind: Template
      metadata: {name: hello, title: Hello, description: Says hello}
      spec:
        type: service
        owner: group:default/team
        parameters: [{title: Who, required: [who], properties: {who: {type: string}}}]
        steps:
          - {id: log, name: Say hello, action: 'debug:log', input: {message: 'Hello ${{ parameters.who }}'}}
        output: {text: [{title: Done, content: 'for ${{ parameters.who }}'}]}
      ---
      apiVersion: scaffolder.backstage.io/v1beta3
      kind: Template
      metadata: {name: slow}
      spec:
        type: service
        owner: group:default/team
        steps: [{id: wait, name: Wait, action: 'debug:wait', input: {minutes: 5}}]
      """;

  @TempDir static Path temp;
  private static ServerProcess server;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    Path source = Files.createDirectories(temp.resolve("source/docs")).getParent();
    Files.writeString(source.resolve("catalog-info.yaml"), ENTITIES);
    Files.writeString(source.resolve("mkdocs.yml"), "site_name: Pay docs\nsite_description: How\n");
    Files.writeString(source.resolve("docs/index.md"), "# Welcome\n\nrefund\n");
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                """
                backend:
                  cors: {origin: "http://app.example.test:3000", credentials: true}
                permission: {admins: ['user:development/guest']}
                auth: {environment: development, providers: {guest: {}}}
                catalog: {rules: [{allow: [Component, Group, User, Template, Location]}]}
                """)
            .catalog(source.resolve("catalog-info.yaml").toString())
            .start();
    Poll.until(
        "the documentation",
        SOON,
        () ->
            server
                .get(
                    "/api/techdocs/static/docs/default/component/pay/index.html",
                    ServerProcess.TOKEN)
                .statusCode(),
        status -> status == 200);
    token = signIn().at("/backstageIdentity/token").asText();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static JsonNode signIn() throws Exception {
    HttpResponse<String> answer =
        server.send(
            "GET",
            "/api/auth/guest/refresh",
            null,
            Map.of("Origin", APP, "X-Requested-With", "XMLHttpRequest"),
            null);
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> call(String method, String path, String body)
      throws Exception {
    Map<String, String> headers =
        body == null
            ? Map.of("Origin", APP)
            : Map.of("Origin", APP, "Content-Type", "application/json");
    HttpResponse<String> answer =
        server.send(
            method, path, token, headers, body == null ? null : BodyPublishers.ofString(body));
    assertEquals(List.of(APP), answer.headers().allValues("Access-Control-Allow-Origin"), path);
    assertEquals(
        List.of("true"), answer.headers().allValues("Access-Control-Allow-Credentials"), path);
    return answer;
  }

  private static JsonNode get(String path) throws Exception {
    return ok(call("GET", path, null), 200);
  }

  private static JsonNode post(String path, String body) throws Exception {
    return ok(call("POST", path, body), 200);
  }

  private static JsonNode ok(HttpResponse<String> answer, int status) throws Exception {
    assertEquals(status, answer.statusCode(), answer.uri() + ": " + answer.body());
    return JSON.readTree(answer.body());
  }

  /** Checks that fields are there: {@code /a/b:text}, where a type is text, number, bool … */
  private static void fields(JsonNode json, String... fields) {
    for (String field : fields) {
      int colon = field.lastIndexOf(':');
      JsonNode value = json.at(field.substring(0, colon));
      boolean right =
          switch (field.substring(colon + 1)) {
            case "text" -> value.isTextual();
            case "number" -> value.isIntegralNumber();
            case "bool" -> value.isBoolean();
            case "list" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException(field);
          };
      assertTrue(right, field + " in " + json);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void signInAndPreflights() throws Exception {
    JsonNode session = signIn();
    fields(
        session,
        "/profile:object",
        "/backstageIdentity/token:text",
        "/backstageIdentity/identity/userEntityRef:text",
        "/backstageIdentity/identity/ownershipEntityRefs:list");
    assertEquals("user", session.at("/backstageIdentity/identity/type").asText());
    String claims = session.at("/backstageIdentity/token").asText().split("\\.")[1];
    fields(JSON.readTree(java.util.Base64.getUrlDecoder().decode(claims)), "/exp:number");
    for (String path :
        List.of("/api/auth/guest/refresh", "/api/catalog/entities/by-query", "/api/signals")) {
      HttpResponse<String> answer =
          server.send(
              "OPTIONS",
              path,
              null,
              Map.of(
                  "Origin",
                  APP,
                  "Access-Control-Request-Method",
                  "POST",
                  "Access-Control-Request-Headers",
                  "authorization,content-type,x-requested-with"),
              null);
      assertEquals(204, answer.statusCode());
      assertEquals(
          "authorization,content-type,x-requested-with",
          answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""));
      assertEquals(
          "true", answer.headers().firstValue("Access-Control-Allow-Credentials").orElse(""));
    }
  }

  @Test
  void theCatalog() throws Exception {
    String rows =
        "/api/catalog/entities/by-query?limit=1&orderField=metadata.name,asc&filter="
            + encoded("kind=component,relations.ownedBy=group:default/team");
    JsonNode page = get(rows + "&totalItems=exclude");
    fields(page, "/items:list", "/pageInfo/nextCursor:text");
    JsonNode next =
        post(
            "/api/catalog/entities/by-query",
            "{\"cursor\":\"%s\",\"limit\":1}".formatted(page.at("/pageInfo/nextCursor").asText()));
    fields(next, "/items/0:object", "/pageInfo/prevCursor:text");
    assertEquals(2, get(rows.replace("limit=1", "limit=0")).path("totalItems").asInt());
    JsonNode picked =
        post(
            "/api/catalog/entities/by-query",
            "{\"query\":{\"$all\":[{},{\"kind\":\"Group\"}]},\"limit\":500,"
                + "\"fields\":[\"kind\",\"metadata.name\",\"spec.profile.displayName\"]}");
    assertEquals("Team", picked.at("/items/0/spec/profile/displayName").asText());
    JsonNode facets = get("/api/catalog/entity-facets?facet=metadata.tags&filter=kind=component");
    assertEquals(
        "{\"value\":\"java\",\"count\":2}", facets.at("/facets/metadata.tags/0").toString());
    JsonNode refs =
        post(
            "/api/catalog/entities/by-refs",
            "{\"entityRefs\":[\"component:default/no\",\"component:default/pay\"],"
                + "\"fields\":[\"kind\",\"metadata.name\",\"spec.type\"]}");
    fields(refs, "/items/0:null", "/items/1/metadata/name:text", "/items/1/spec/type:text");
    JsonNode users =
        get(
            "/api/catalog/entities?filter="
                + encoded("kind=User,relations.memberof=group:default/team"));
    assertEquals("guest", users.at("/0/metadata/name").asText());
    JsonNode entity = get("/api/catalog/entities/by-name/Component/default/pay");
    fields(
        entity,
        "/metadata/uid:text",
        "/metadata/annotations/backstage.io~1managed-by-origin-location:text",
        "/relations/0/type:text",
        "/relations/0/targetRef:text");
    fields(
        get("/api/catalog/entities/by-name/component/default/pay/ancestry"),
        "/rootEntityRef:text",
        "/items/0/entity:object",
        "/items/0/parentEntityRefs:list");
    HttpResponse<String> missing =
        call("GET", "/api/catalog/entities/by-name/component/default/no", null);
    fields(ok(missing, 404), "/error/message:text", "/error/name:text");
    HttpResponse<String> refreshed =
        call("POST", "/api/catalog/refresh", "{\"entityRef\":\"component:default/pay\"}");
    assertEquals("200 ", refreshed.statusCode() + " " + refreshed.body());
    JsonNode decisions =
        post(
            "/api/permission/authorize",
            "{\"items\":[{\"id\":\"1\",\"permission\":{\"type\":\"basic\",\"name\":"
                + "\"catalog.entity.create\",\"attributes\":{\"action\":\"create\"}}},{\"id\":\"2\","
                + "\"permission\":{\"type\":\"resource\",\"name\":\"catalog.entity.refresh\","
                + "\"attributes\":{\"action\":\"update\"},\"resourceType\":\"catalog-entity\"},"
                + "\"resourceRef\":\"component:default/pay\"}]}");
    assertEquals(
        "{\"items\":[{\"id\":\"1\",\"result\":\"ALLOW\"},{\"id\":\"2\",\"result\":\"ALLOW\"}]}",
        decisions.toString());
  }

  @Test
  void documentationAndSearch() throws Exception {
    HttpResponse<String> cookie = call("GET", "/api/techdocs/.backstage/auth/v1/cookie", null);
    fields(ok(cookie, 200), "/expiresAt:text");
    String sent = cookie.headers().firstValue("Set-Cookie").orElse("");
    assertTrue(sent.startsWith("backstage-auth=") && sent.contains("HttpOnly"), sent);
    String docs = "/api/techdocs/static/docs/default/component/pay/";
    HttpResponse<String> index = call("GET", docs + "index.html", null);
    java.util.regex.Matcher style =
        java.util.regex.Pattern.compile(
                "<link[^>]*rel=\"stylesheet\"[^>]*href=\"([^\"]*main\\.[0-9a-f]{8}\\.min\\.css)\"")
            .matcher(index.body());
    assertTrue(style.find(), "the reader waits for a style sheet: " + index.body());
    String href = style.group(1).replaceFirst("^\\./", "");
    Map<String, String> withCookie = Map.of("Cookie", sent.split(";")[0]);
    assertEquals(200, server.send("GET", docs + href, null, withCookie, null).statusCode());
    assertTrue(
        call("GET", "/api/techdocs/sync/default/component/pay", null)
            .body()
            .contains("event: finish"));
    fields(
        get("/api/techdocs/metadata/entity/default/component/pay"),
        "/metadata/name:text",
        "/spec/owner:text",
        "/spec/lifecycle:text",
        "/locationMetadata:object");
    fields(
        get("/api/techdocs/metadata/techdocs/default/component/pay"),
        "/site_name:text",
        "/site_description:text");
    JsonNode results =
        Poll.until(
            "a page in the search",
            SOON,
            () ->
                get(
                    "/api/search/query?term=refund&types%5B0%5D=techdocs&filters%5Bkind%5D=component"
                        + "&filters%5Bname%5D=pay&filters%5Bnamespace%5D=default&pageCursor="),
            found -> found.path("numberOfResults").asInt() > 0);
    fields(
        results,
        "/results/0/type:text",
        "/results/0/rank:number",
        "/results/0/document/title:text",
        "/results/0/document/text:text",
        "/results/0/document/location:text",
        "/results/0/document/name:text",
        "/results/0/document/entityTitle:text",
        "/results/0/document/owner:text",
        "/results/0/highlight/preTag:text",
        "/results/0/highlight/postTag:text",
        "/results/0/highlight/fields/title:text");
    JsonNode entities = get("/api/search/query?term=pay&types%5B0%5D=software-catalog");
    fields(
        entities,
        "/results/0/document/kind:text",
        "/results/0/document/componentType:text",
        "/results/0/document/lifecycle:text");
    JsonNode counted = get("/api/search/query?term=pay&pageLimit=0");
    fields(counted, "/numberOfResults:number", "/results:list");
  }

  @Test
  void templates() throws Exception {
    String of = "/api/scaffolder/v2/";
    JsonNode schema = get(of + "templates/default/template/hello/parameter-schema");
    fields(schema, "/title:text", "/steps/0/title:text", "/steps/0/schema/properties:object");
    String task =
        ok(
                call(
                    "POST",
                    of + "tasks",
                    "{\"templateRef\":\"template:default/hello\",\"values\":{\"who\":\"me\"},"
                        + "\"secrets\":{}}"),
                201)
            .path("id")
            .asText();
    String stream = call("GET", of + "tasks/" + task + "/eventstream", null).body();
    assertTrue(stream.contains("event: completion"), stream);
    for (String line : stream.split("\n")) {
      if (line.startsWith("data:")) {
        fields(
            JSON.readTree(line.substring(5)),
            "/id:number",
            "/isTaskRecoverable:bool",
            "/taskId:text",
            "/body/message:text",
            "/type:text",
            "/createdAt:text");
      }
    }
    assertTrue(stream.contains("for me"), stream);
    fields(
        get(of + "tasks/" + task),
        "/status:text",
        "/spec/steps/0/id:text",
        "/spec/steps/0/name:text",
        "/spec/steps/0/action:text",
        "/spec/templateInfo/entityRef:text",
        "/spec/templateInfo/entity/metadata/title:text",
        "/spec/parameters/who:text");
    fields(
        get(of + "tasks?createdBy=user:development/guest&limit=5&offset=0"),
        "/totalTasks:number",
        "/tasks/0/id:text",
        "/tasks/0/status:text",
        "/tasks/0/createdAt:text",
        "/tasks/0/createdBy:text",
        "/tasks/0/spec/templateInfo:object");
    String slow =
        ok(
                call(
                    "POST",
                    of + "tasks",
                    "{\"templateRef\":\"template:default/slow\",\"values\":{},\"secrets\":{}}"),
                201)
            .path("id")
            .asText();
    fields(post(of + "tasks/" + slow + "/cancel", "{}"), "/status:text");
    JsonNode actions = get(of + "actions");
    fields(actions, "/0/id:text", "/0/description:text", "/0/schema/input:object");
    Set<String> ids = new TreeSet<>();
    actions.forEach(action -> ids.add(action.path("id").asText()));
    assertTrue(ids.contains("notification:send"), ids.toString());
    fields(get(of + "templating-extensions"), "/filters:object", "/globals:object");
    JsonNode dry =
        post(
            of + "dry-run",
            "{\"template\":{\"apiVersion\":\"scaffolder.backstage.io/v1beta3\",\"kind\":\"Template\","
                + "\"metadata\":{\"name\":\"x\"},\"spec\":{\"type\":\"s\",\"steps\":[{\"id\":\"w\","
                + "\"action\":\"fetch:plain:file\",\"input\":{\"url\":\"./a.txt\","
                + "\"targetPath\":\"b.txt\"}}]}},\"values\":{},\"secrets\":{},"
                + "\"directoryContents\":[{\"path\":\"a.txt\",\"base64Content\":\"Yg==\"}]}");
    fields(
        dry,
        "/log/0/body:object",
        "/directoryContents/0/path:text",
        "/directoryContents/0/base64Content:text",
        "/directoryContents/0/executable:bool",
        "/output:object",
        "/steps:list");
  }

  @Test
  void notifications() throws Exception {
    try (SignalClient client = SignalClient.connect(server, token, APP)) {
      client.subscribe("notifications");
      assertEquals(token, client.subprotocol());
      String first =
          Poll.until(
              "a signal",
              SOON,
              () -> {
                HttpResponse<String> sent =
                    server.sendJson(
                        "POST",
                        "/api/notifications/notifications",
                        ServerProcess.TOKEN,
                        "{\"recipients\":{\"type\":\"entity\",\"entityRef\":\"component:default/pay\"},"
                            + "\"payload\":{\"title\":\"Hi\",\"description\":\"d\",\"link\":\"/catalog\","
                            + "\"severity\":\"high\",\"topic\":\"t\",\"scope\":\"s\"}}");
                assertEquals(200, sent.statusCode(), sent.body());
                return client.poll();
              },
              text -> text != null);
      JsonNode signal = JSON.readTree(first);
      assertEquals("new_notification", signal.at("/message/action").asText());
      String id = signal.at("/message/notification_id").asText();
      JsonNode one = get("/api/notifications/notifications/" + id);
      fields(
          one,
          "/created:text",
          "/read:null",
          "/saved:null",
          "/payload/title:text",
          "/payload/description:text",
          "/payload/link:text",
          "/payload/icon:null");
      assertEquals("it", one.path("origin").asText());
      assertEquals("user:development/guest", one.path("user").asText());
      String list = "/api/notifications/notifications?limit=5&offset=0&minimumSeverity=low";
      JsonNode unread = get(list + "&orderField=created,desc&read=false");
      assertEquals(1, unread.path("totalCount").asInt());
      assertEquals(id, unread.at("/notifications/0/id").asText());
      assertEquals("high", unread.at("/notifications/0/payload/severity").asText());
      assertEquals(
          "{\"topics\":[\"t\"]}",
          get("/api/notifications/topics?read=false&minimumSeverity=low").toString());
      assertEquals("{\"unread\":1,\"read\":0}", get("/api/notifications/status").toString());
      String update = "/api/notifications/notifications/update";
      JsonNode saved = post(update, "{\"ids\":[\"%s\"],\"saved\":true}".formatted(id));
      fields(saved, "/0/saved:text", "/0/read:null");
      fields(post(update, "{\"ids\":[\"%s\"],\"read\":true}".formatted(id)), "/0/read:text");
      assertEquals(
          JSON.readTree(
              "{\"action\":\"notification_read\",\"notification_ids\":[\"%s\"]}".formatted(id)),
          JSON.readTree(client.nextWith("notification_read")).path("message"));
      assertEquals(1, get(list + "&saved=true").path("totalCount").asInt());
      fields(
          get("/api/notifications/settings"),
          "/channels/0/id:text",
          "/channels/0/origins/0/id:text",
          "/channels/0/origins/0/enabled:bool");
    }
    assertEquals(
        403,
        call("POST", "/api/notifications/notifications", "{}").statusCode(),
        "users do not send");
  }

  @Test
  void stars() throws Exception {
    JsonNode kept =
        ok(
            call(
                "PUT",
                "/api/user-settings/buckets/default.starredEntities/keys/entityRefs",
                "{\"value\":[\"component:default/pay\"]}"),
            200);
    fields(kept, "/bucket:text", "/key:text", "/value:list");
    JsonNode many =
        post(
            "/api/user-settings/multiget",
            "{\"items\":[{\"bucket\":\"default\",\"key\":\"none\"},"
                + "{\"bucket\":\"default.starredEntities\",\"key\":\"entityRefs\"}]}");
    assertEquals("{\"items\":[null,{\"value\":[\"component:default/pay\"]}]}", many.toString());
  }
}
