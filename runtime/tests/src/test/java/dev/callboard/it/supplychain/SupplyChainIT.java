package dev.callboard.it.supplychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** From a bill of materials to a decision, on the built product: one server for all. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SupplyChainIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String API = "/api/supply-chain";
  private static final String PAY = API + "/entities/component/default/pay";

  private static final String CATALOG =
      """
      apiVersion: backstage.io/v1alpha1
      kind: User
      metadata: {name: guest, namespace: development}
      spec: {memberOf: [group:default/payments], profile: {email: guest@example.com}}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Group
      metadata: {name: payments}
      spec: {type: team, children: []}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: pay
        links: [{url: "https://runs.example/pay", title: Runbook}]
      spec: {type: service, lifecycle: production, owner: payments}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: shop
        annotations: {dependencytrack/project-id: 6fb1820f-5280-4577-ac51-40124aabe307}
      spec: {type: service, lifecycle: production, owner: other, dependsOn: [component:pay]}
      """;

  private static final String SBOM =
"""
{"bomFormat": "CycloneDX", "specVersion": "1.6",
 "metadata": {"component": {"bom-ref": "pay", "name": "pay"}},
 "components": [
   {"bom-ref": "web", "name": "web", "version": "2", "purl": "pkg:maven/org.example/web@2"},
   {"bom-ref": "log", "name": "log4j-core", "version": "2.14.1",
    "purl": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"}],
 "dependencies": [{"ref": "pay", "dependsOn": ["web"]}, {"ref": "web", "dependsOn": ["log"]}]}
""";

  private static final String ADVISORY =
      """
      {"id": "GHSA-jfh8-c2jp-5v3q", "modified": "2024-05-15T06:00:00Z",
       "aliases": ["CVE-2021-44228"], "summary": "Remote code injection in Log4j",
       "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"}],
       "affected": [{"package": {"ecosystem": "Maven",
           "name": "org.apache.logging.log4j:log4j-core"},
         "ranges": [{"type": "ECOSYSTEM",
           "events": [{"introduced": "2.13.0"}, {"fixed": "2.15.0"}]}]}]}
      """;

  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String HOOK = "/api/events/http/dependency-track";
  private static final String NOTIFICATION =
      """
      {"notification": {"group": "NEW_VULNERABILITY", "timestamp": "2026-11-21T10:00:00.123",
        "subject": {"component": {"uuid": "c-1", "name": "left-pad", "version": "1.0.0",
            "purl": "pkg:npm/left-pad@1.0.0"},
          "vulnerability": {"vulnId": "CVE-2026-22222", "severity": "LOW"},
          "affectedProjects": [{"uuid": "6fb1820f-5280-4577-ac51-40124aabe307"}]}}}
      """;

  @TempDir static Path temp;
  private static ServerProcess server;
  private static String guest;
  private static final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private static final List<String> hooked = new CopyOnWriteArrayList<>();
  private static HttpServer hook;

  @BeforeAll
  static void start() throws Exception {
    Path catalog = Files.writeString(temp.resolve("catalog-info.yaml"), CATALOG);
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                "auth: {environment: development, providers: {guest: {}}}\n"
                    + "events: {modules: {dependency-track: {webhookSecret: "
                    + SECRET
                    + "}}}\n"
                    + channels())
            .catalog(catalog.toString())
            .start();
    Poll.until(
        "the catalog",
        SOON,
        () ->
            server
                .get("/api/catalog/entities/by-name/component/default/shop", ServerProcess.TOKEN)
                .statusCode(),
        status -> status == 200);
    guest =
        JSON.readTree(server.get("/api/auth/guest/refresh", null).body())
            .at("/backstageIdentity/token")
            .asText();
  }

  /** Where the owners are told: a mail server and a receiver of webhooks. */
  private static String channels() throws Exception {
    mail.start();
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/in",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          hooked.add(
              exchange.getRequestHeaders().getFirst("webhook-id")
                  + "."
                  + exchange.getRequestHeaders().getFirst("webhook-timestamp")
                  + "."
                  + new String(body, StandardCharsets.UTF_8)
                  + "\n"
                  + exchange.getRequestHeaders().getFirst("webhook-signature"));
          // The first attempt fails, the second one arrives.
          exchange.sendResponseHeaders(hooked.size() == 1 ? 500 : 204, -1);
          exchange.close();
        });
    hook.start();
    int port = hook.getAddress().getPort();
    return """
    backend: {outbound: {allow: [{host: "127.0.0.1:%d"}]}}
    notifications:
      deliveries: {firstRetry: 200ms}
      processors:
        email:
          transportConfig: {transport: smtp, hostname: 127.0.0.1, port: %d}
          sender: Portal <portal@example.com>
          filter: {minSeverity: high}
        webhook:
          - id: security
            url: "http://127.0.0.1:%d/in"
            secret: 0123456789abcdef
            filter: {minSeverity: high}
    """
        .formatted(port, mail.getSmtp().getPort(), port);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    mail.stop();
    hook.stop(0);
  }

  private static JsonNode post(String path, String body) throws Exception {
    HttpResponse<String> answer = server.sendJson("POST", path, ServerProcess.TOKEN, body);
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private static JsonNode finding() throws Exception {
    JsonNode list = server.json(API + "/findings?state=all&entity=component:pay");
    assertEquals(1, list.get("totalCount").asInt(), list.toString());
    return list.at("/items/0");
  }

  @Test
  @Order(1)
  void aDocumentIsTakenOrRefusedForAReason() throws Exception {
    JsonNode stored = post(PAY + "/documents?branch=main&commit=c0ffee", SBOM);
    assertEquals(2, stored.at("/document/components").asInt());
    assertEquals("c0ffee", stored.at("/document/commit").asText());
    HttpResponse<String> bad =
        server.sendJson(
            "POST",
            PAY + "/documents",
            ServerProcess.TOKEN,
            SBOM.replace("\"name\": \"web\"", "\"name\": {}"));
    assertEquals(400, bad.statusCode());
    assertTrue(bad.body().contains("/components/0/name must be a text, not an object"), bad.body());
    assertEquals(
        404,
        server
            .sendJson(
                "POST",
                API + "/entities/component/default/none/documents",
                ServerProcess.TOKEN,
                SBOM)
            .statusCode());
    assertEquals(403, server.sendJson("POST", PAY + "/documents", guest, SBOM).statusCode());
    assertEquals("info", server.json(PAY).get("level").asText());
  }

  @Test
  @Order(2)
  void anAdvisoryBecomesAFindingAndTheOwnersAreTold() throws Exception {
    assertEquals(1, post(API + "/feeds/osv", ADVISORY).get("changed").asInt());
    Poll.until(
        "the finding",
        SOON,
        () -> server.json(API + "/findings?entity=component:pay").get("totalCount").asInt(),
        count -> count == 1);
    assertEquals("CVE-2021-44228", finding().get("vulnerability").asText());
    assertEquals("error", server.json(PAY).get("level").asText());
    JsonNode told =
        Poll.until(
            "the notification",
            SOON,
            () ->
                JSON.readTree(server.get("/api/notifications/notifications", guest).body())
                    .get("notifications"),
            list -> list.size() == 1);
    assertEquals("CVE-2021-44228 (critical) in pay", told.at("/0/payload/title").asText());
    assertEquals("https://runs.example/pay", told.at("/0/payload/metadata/runbook").asText());
    Poll.until("the mail", SOON, () -> mail.getReceivedMessages().length, count -> count == 1);
    assertEquals("CVE-2021-44228 (critical) in pay", mail.getReceivedMessages()[0].getSubject());
    assertEquals(
        "guest@example.com", mail.getReceivedMessages()[0].getAllRecipients()[0].toString());
    Poll.until("the webhook", SOON, hooked::size, count -> count == 2);
    String[] signed = hooked.get(1).split("\n");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("0123456789abcdef".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertEquals(
        "v1,"
            + Base64.getEncoder()
                .encodeToString(mac.doFinal(signed[0].getBytes(StandardCharsets.UTF_8))),
        signed[1]);
    assertEquals(
        hooked.get(0).substring(0, hooked.get(0).indexOf('.')),
        signed[0].substring(0, signed[0].indexOf('.')));
    JsonNode deliveries =
        Poll.until(
            "no delivery that waits",
            SOON,
            () ->
                JSON.readTree(
                    server
                        .get("/api/notifications/deliveries?state=waiting", server.adminToken())
                        .body()),
            json -> json.get("items").isEmpty());
    assertEquals("Email", deliveries.at("/channels/0/id").asText());
    assertEquals("webhook:security", deliveries.at("/channels/1/id").asText());
    assertEquals(0, deliveries.at("/channels/1/dead").asInt());
    assertEquals(403, server.get("/api/notifications/deliveries", guest).statusCode());
    assertEquals(1, mail.getReceivedMessages().length);
  }

  @Test
  @Order(3)
  void theCatalogShowsAndFindsHowAnEntityStands() throws Exception {
    JsonNode pay =
        Poll.until(
            "the summary in the catalog",
            SOON,
            () -> server.json("/api/catalog/entities/by-name/component/default/pay"),
            entity -> entity.at("/status/items/0/level").asText().equals("error"));
    assertEquals("callboard.dev/security", pay.at("/status/items/0/type").asText());
    assertEquals("1 critical", pay.at("/status/items/0/message").asText());
    assertTrue(
        pay.at("/metadata/annotations/callboard.dev~1sbom-digest").asText().startsWith("sha256:"));
    for (String filter : List.of("security.critical", "security.critical=1")) {
      JsonNode found = server.json("/api/catalog/entities?filter=kind=component," + filter);
      assertEquals(1, found.size(), filter);
    }
    assertEquals(0, server.json("/api/catalog/entities?filter=security.kev").size());
  }

  @Test
  @Order(4)
  void itIsFoundWithPathOwnersAndConsumers() throws Exception {
    JsonNode where = server.json(API + "/where?package=log4j-core&version=%3C2.17");
    assertEquals(1, where.get("totalCount").asInt());
    JsonNode hit = where.at("/items/0");
    assertEquals("component:default/pay", hit.get("entityRef").asText());
    assertEquals("org.example:web@2", hit.at("/paths/0/0").asText());
    assertEquals("group:default/payments", hit.at("/owners/0").asText());
    assertEquals("component:default/shop", hit.at("/consumers/entityRefs/0").asText());
    assertEquals(
        0, server.json(API + "/where?package=log4j-core&version=2.17").get("totalCount").asInt());
    assertEquals(
        where.at("/items/0/paths"),
        server.json(API + "/where?vulnerability=CVE-2021-44228").at("/items/0/paths"));
  }

  @Test
  @Order(5)
  void anOwnerDecidesAndItIsKept() throws Exception {
    String path = API + "/findings/" + finding().get("id").asText();
    String decision =
        "{\"state\": \"accepted\", \"reason\": \"not reachable\", \"expires\": \"2999-01-01\"}";
    HttpResponse<String> decided = server.sendJson("POST", path + "/decisions", guest, decision);
    assertEquals(200, decided.statusCode(), decided.body());
    JsonNode waiting = server.json(API + "/findings?awaiting=true").at("/items/0");
    assertEquals("open", waiting.get("state").asText());
    String answer =
        path + "/decisions/" + server.json(path).at("/decisions/0/id").asText() + "/answer";
    String yes = "{\"agreed\": true}";
    assertEquals(403, server.sendJson("POST", answer, guest, yes).statusCode());
    JsonNode finding = post(answer, yes);
    assertEquals(404, server.sendJson("POST", answer, ServerProcess.TOKEN, yes).statusCode());
    assertEquals("accepted", finding.get("state").asText());
    assertEquals("user:development/guest", finding.at("/decisions/0/author").asText());
    assertEquals("not reachable", finding.at("/history/0/reason").asText());
    assertEquals(0, server.json(API + "/findings").get("totalCount").asInt());
    assertEquals(
        400,
        server.sendJson("POST", path + "/decisions", guest, "{\"state\": \"gone\"}").statusCode());
  }

  @Test
  @Order(6)
  void otherToolsGetTheBillOfMaterialsAndWhatIsThoughtOfIt() throws Exception {
    HttpResponse<String> sbom = server.get(PAY + "/sbom", ServerProcess.TOKEN);
    assertEquals(SBOM, sbom.body());
    assertEquals(
        server.json(PAY + "/documents").findValuesAsText("digest").get(0),
        sbom.headers().firstValue("ETag").orElseThrow().replace("\"", ""));
    JsonNode cyclonedx = server.json(PAY + "/vex").at("/vulnerabilities/0");
    assertEquals("CVE-2021-44228", cyclonedx.get("id").asText());
    assertEquals("exploitable", cyclonedx.at("/analysis/state").asText());
    JsonNode openvex = server.json(PAY + "/vex?format=openvex").at("/statements/0");
    assertEquals("affected", openvex.get("status").asText());
    assertEquals(
        "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
        openvex.at("/products/0/@id").asText());
    assertEquals(400, server.get(PAY + "/vex?format=csaf", ServerProcess.TOKEN).statusCode());
  }

  private static int hook(String token, String body) throws Exception {
    Map<String, String> headers = Map.of("Content-Type", "application/json", "X-Api-Key", token);
    return server
        .send("POST", HOOK, null, headers, HttpRequest.BodyPublishers.ofString(body))
        .statusCode();
  }

  @Test
  @Order(7)
  void U11_whatDependencyTrackTellsIsOnTheEntityOnceAndInTheStream() throws Exception {
    long last = server.json(API + "/findings?state=all").get("totalCount").asLong();
    assertEquals(403, hook("", NOTIFICATION));
    assertEquals(403, hook(SECRET + "0", NOTIFICATION));
    assertEquals(413, hook(SECRET, NOTIFICATION.replace("LOW", "L".repeat(6 << 20))));
    assertEquals(202, hook(SECRET, NOTIFICATION));
    assertEquals(202, hook(SECRET, NOTIFICATION));
    JsonNode found =
        Poll.until(
            "the finding",
            SOON,
            () -> server.json(API + "/findings?state=all&entity=component:shop"),
            list -> list.get("totalCount").asInt() == 1);
    assertEquals("dependency-track/events", found.at("/items/0/sources/0").asText());
    assertEquals(last + 1, server.json(API + "/findings?state=all").get("totalCount").asLong());
    // An older word, signed as well.
    assertEquals(
        202,
        hook(
            SECRET,
            NOTIFICATION
                .replace("NEW_V", "V")
                .replace("TY\"", "TY_RETRACTED\"")
                .replace("T10", "T09")));
    List<JsonNode> events = Events.read(server, API + "/stream?entity=component:shop&after=0", 1);
    assertEquals("opened", events.get(0).get("event").asText());
    assertEquals("CVE-2026-22222", events.get(0).at("/data/finding/vulnerability").asText());
    assertEquals(
        202,
        hook(
            SECRET,
            NOTIFICATION
                .replace("NEW_V", "V")
                .replace("TY\"", "TY_RETRACTED\"")
                .replace("T10", "T11")));
    String after = events.get(0).get("id").asText();
    JsonNode closed =
        Events.read(server, API + "/stream?entity=component:shop&after=" + after, 1).get(0);
    assertEquals("closed", closed.get("event").asText());
    assertEquals("fixed", closed.at("/data/to").asText());
  }

  @Test
  @Order(8)
  void numbersAreThereForPrometheus() throws Exception {
    String numbers = server.get(API + "/metrics", ServerProcess.TOKEN).body();
    String findings =
        "callboard_supply_chain_findings{state=\"accepted\",severity=\"critical\"} 1\n";
    assertTrue(numbers.contains(findings), numbers);
    assertTrue(numbers.contains("callboard_supply_chain_advisories 1\n"), numbers);
    assertTrue(numbers.contains("callboard_supply_chain_feed_age_seconds{feed=\"osv\"} "), numbers);
    assertEquals(401, server.get(API + "/metrics", null).statusCode());
    assertEquals(400, server.get(API + "/stream?after=x", ServerProcess.TOKEN).statusCode());
  }
}
