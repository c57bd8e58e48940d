package dev.callboard.it.supplychain;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Findings, scorecards and ownership tell nothing of what the caller may not read, and nothing is
 * fetched from or sent to where the server may not go: one server for all.
 */
class HiddenEntitiesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CHAIN = "/api/supply-chain";
  private static final String CARDS = "/api/compliance/v1";
  private static final String OWNERS = "/api/insights/v1";
  private static final String CARD = "production-readiness";
  private static final String HIDDEN = "component/default/hidden-thing";
  private static final String HIDDEN_REF = "component:default/hidden-thing";

  private static final String CATALOG =
      """
      apiVersion: backstage.io/v1alpha1
      kind: Group
      metadata: {name: shop, labels: {level: public}}
      spec: {type: team, children: []}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: User
      metadata: {name: guest, namespace: development, labels: {level: public}}
      spec: {memberOf: [group:default/shop], profile: {email: guest@example.com}}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: System
      metadata: {name: site, labels: {level: public}}
      spec: {owner: nobody}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: open, labels: {level: public}}
      spec: {type: service, lifecycle: production, owner: shop, system: site}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: hidden-thing}
      spec:
        {type: service, lifecycle: production, owner: shop, system: site, dependsOn: [component:open]}
      """;

  private static final String POLICY =
      """
      roles:
        reader:
          members: [users]
          allow:
            - permissions: [catalog.entity.read]
              when: {rule: HAS_LABEL, params: {label: level, value: public}}
            - permissions:
                - supply-chain.finding.read
                - compliance.result.read
                - compliance.evaluate
                - insights.ownership.read
      """;

  private static final String SBOM =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.6",
       "metadata": {"component": {"bom-ref": "app", "name": "app"}},
       "components": [{"bom-ref": "left", "name": "left-pad", "version": "1.0.0",
         "purl": "pkg:npm/left-pad@1.0.0"}],
       "dependencies": [{"ref": "app", "dependsOn": ["left"]}],
       "vulnerabilities": [{"id": "CVE-2026-11111",
         "ratings": [{"score": 9.8, "severity": "critical", "method": "CVSSv31"}],
         "affects": [{"ref": "left"}]}]}
      """;

  @TempDir static Path temp;
  private static final AtomicInteger canary = new AtomicInteger();
  private static final AtomicInteger lured = new AtomicInteger();
  private static HttpServer canaryServer;
  private static HttpServer lure;
  private static List<String> forbidden;
  private static ServerProcess server;
  private static String guest;

  @BeforeAll
  static void start() throws Exception {
    canaryServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    canaryServer.createContext(
        "/",
        exchange -> {
          canary.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    canaryServer.start();
    int port = canaryServer.getAddress().getPort();
    forbidden =
        List.of(
            "http://127.0.0.1:" + port + "/",
            "http://localhost:" + port + "/",
            "http://[::1]:" + port + "/",
            "http://0.0.0.0:" + port + "/",
            "http://127.1:" + port + "/",
            "http://2130706433:" + port + "/",
            "http://[::ffff:127.0.0.1]:" + port + "/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[fd00:ec2::254]/",
            "http://[64:ff9b::7f00:1]:" + port + "/",
            "file:///etc/passwd",
            "ftp://127.0.0.1:" + port + "/x");
    lure = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    lure.createContext(
        "/",
        exchange -> {
          lured.incrementAndGet();
          exchange.getResponseHeaders().set("Location", forbidden.get(0));
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    lure.start();
    StringBuilder config =
        new StringBuilder("auth: {environment: development, providers: {guest: {}}}\n")
            .append("ownership: {interval: 1s}\n")
            .append("permission: {policy: {file: '")
            .append(Files.writeString(temp.resolve("policy.yaml"), POLICY))
            .append("'}}\nsupplyChain:\n  feeds:\n");
    forbidden.forEach(url -> config.append("    - {type: kev, url: '" + url + "'}\n"));
    config.append("notifications:\n  processors:\n    webhook:\n");
    config.append("      - {id: canary, url: '" + forbidden.get(0) + "', format: slack}\n");
    config.append("catalog:\n  providers:\n    table:\n      canary:\n");
    config.append("        url: 'http://127.0.0.1:" + lure.getAddress().getPort() + "/rows.csv'\n");
    config.append("        schedule: {frequency: {seconds: 1}, timeout: {minutes: 1}}\n");
    config.append(
        "        entity: {apiVersion: a/v1, kind: System, metadata: {name: '{{ Name }}'}}\n");
    Path catalog = Files.writeString(temp.resolve("catalog-info.yaml"), CATALOG);
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(config.toString())
            .catalog(catalog.toString())
            .start();
    for (String name : List.of("open", "hidden-thing")) {
      String documents = CHAIN + "/entities/component/default/" + name + "/documents";
      Poll.until(
          "the catalog",
          SOON,
          () -> server.sendJson("POST", documents, ServerProcess.TOKEN, SBOM).statusCode(),
          status -> status == 200);
    }
    guest =
        JSON.readTree(server.get("/api/auth/guest/refresh", null).body())
            .at("/backstageIdentity/token")
            .asText();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    canaryServer.stop(0);
    lure.stop(0);
  }

  /** Asks as somebody who may not read all, and makes sure that nothing else is told. */
  private static JsonNode ask(String path) throws Exception {
    String body = told(path);
    return JSON.readTree(body);
  }

  private static String told(String path) throws Exception {
    HttpResponse<String> answer = server.get(path, guest);
    assertEquals(200, answer.statusCode(), path + " " + answer.body());
    assertFalse(answer.body().contains("hidden-thing"), path + " " + answer.body());
    return answer.body();
  }

  /** What is hidden is answered as what does not exist. */
  private static void isUnknown(String path) throws Exception {
    HttpResponse<String> hidden = server.get(path, guest);
    HttpResponse<String> missing = server.get(path.replace("hidden-thing", "no-such"), guest);
    assertEquals(404, hidden.statusCode(), path + " " + hidden.body());
    assertEquals(missing.body(), hidden.body().replace("hidden-thing", "no-such"));
  }

  @Test
  void Z02_pagesOfFindingsHoldOnlyWhatTheCallerMayRead() throws Exception {
    String findings = CHAIN + "/findings?vulnerability=CVE-2026-11111";
    JsonNode all = server.json(findings);
    assertEquals(2, all.get("totalCount").asInt(), all.toString());
    JsonNode mine = ask(findings);
    assertEquals(1, mine.get("totalCount").asInt(), mine.toString());
    assertEquals(1, mine.at("/counts/critical").asInt(), mine.toString());
    assertEquals(1, mine.get("items").size());
    for (String offset : List.of("1", "2", "2147483647")) {
      JsonNode page = ask(findings + "&limit=500&offset=" + offset);
      assertEquals(0, page.get("items").size());
      assertEquals(1, page.get("totalCount").asInt());
    }
    for (String wrong :
        List.of("offset=-1", "limit=-1", "limit=501", "limit=9999999999", "offset=1%3Bselect")) {
      int status = server.get(findings + "&" + wrong, guest).statusCode();
      assertTrue(status == 400 || status == 404, wrong + " " + status);
    }
    assertEquals(0, ask(CHAIN + "/findings?entity=" + HIDDEN_REF).get("totalCount").asInt());
    assertEquals(0, ask(CHAIN + "/findings?search=hidden").get("totalCount").asInt());
    assertEquals(1, ask(CHAIN + "/findings?owner=shop").get("totalCount").asInt());
    for (JsonNode each : all.get("items")) {
      if (each.get("entityRef").asText().equals(HIDDEN_REF)) {
        String path = CHAIN + "/findings/" + each.get("id").asText();
        String decision = "{\"state\": \"accepted\", \"reason\": \"x\"}";
        assertEquals(404, server.get(path, guest).statusCode());
        assertEquals(
            404, server.sendJson("POST", path + "/decisions", guest, decision).statusCode());
      }
    }
    ask(CHAIN + "/findings/" + mine.at("/items/0/id").asText());
  }

  @Test
  void Z04_whereIsAndPostureCountOnlyWhatTheCallerMayRead() throws Exception {
    for (String query : List.of("package=left-pad", "vulnerability=CVE-2026-11111")) {
      JsonNode all = server.json(CHAIN + "/where?" + query);
      assertEquals(2, all.get("totalCount").asInt(), all.toString());
      JsonNode mine = ask(CHAIN + "/where?" + query);
      assertEquals(1, mine.get("totalCount").asInt(), mine.toString());
      assertEquals(0, mine.at("/items/0/consumers/count").asInt(), mine.toString());
      assertEquals(0, ask(CHAIN + "/where?offset=1&" + query).get("items").size());
    }
    for (String rest : List.of("", "/documents", "/components", "/sbom", "/vex")) {
      isUnknown(CHAIN + "/entities/" + HIDDEN + rest);
    }
  }

  @Test
  void Z04_streamAndMetricsTellOnlyWhatTheCallerMayRead() throws Exception {
    String first = "_findings{state=\"open\",severity=\"critical\"} ";
    assertTrue(told(CHAIN + "/metrics").contains(first + "1\n"));
    assertTrue(server.get(CHAIN + "/metrics", ServerProcess.TOKEN).body().contains(first + "2\n"));
    // The hidden entity got its finding between these two of the one that may be read.
    String more = SBOM.replace("11111", "33333").replace("9.8", "1.0").replace("critical", "low");
    String path = CHAIN + "/entities/component/default/open/documents?source=more";
    HttpResponse<String> sent = server.sendJson("POST", path, ServerProcess.TOKEN, more);
    assertEquals(200, sent.statusCode(), sent.body());
    List<JsonNode> events = Events.read(server, guest, CHAIN + "/stream?after=0", 2);
    for (JsonNode each : events) {
      assertEquals("component:default/open", each.at("/data/finding/entityRef").asText());
    }
    assertEquals("CVE-2026-33333", events.get(1).at("/data/finding/vulnerability").asText());
    String only = CHAIN + "/stream?after=0&entity=" + HIDDEN_REF;
    assertEquals(1, Events.read(server, ServerProcess.TOKEN, only, 1).size());
    server.send("DELETE", path, server.adminToken(), Map.of(), null);
  }

  @Test
  void Z04_scorecardsAddUpOnlyWhatTheCallerMayRead() throws Exception {
    String scores = CARDS + "/scorecards/" + CARD + "/scores";
    Poll.until(
        "the scores",
        SOON,
        () -> server.json(scores).get("totalCount").asInt(),
        count -> count == 2);
    String until = LocalDate.now(ZoneOffset.UTC).plusDays(30).toString();
    HttpResponse<String> waived =
        server.sendJson(
            "POST",
            CARDS + "/waivers",
            ServerProcess.TOKEN,
            "{\"entityRef\": \"%s\", \"check\": \"ci\", \"reason\": \"x\", \"expires\": \"%s\"}"
                .formatted(HIDDEN_REF, until));
    assertEquals(200, waived.statusCode(), waived.body());
    assertEquals(1, ask(scores).get("totalCount").asInt());
    assertEquals(0, ask(CARDS + "/waivers").get("totalCount").asInt());
    assertEquals(0, ask(CARDS + "/results?entity=" + HIDDEN_REF).get("totalCount").asInt());
    assertTrue(ask(CARDS + "/results?group=shop").get("totalCount").asInt() > 0);
    told(CARDS + "/results/export?format=csv");
    told(CARDS + "/results/export?format=sarif&scorecard=" + CARD);
    for (String by : List.of("owner", "system", "domain")) {
      JsonNode rollup = ask(CARDS + "/rollup?scorecard=" + CARD + "&by=" + by);
      assertEquals(1, rollup.at("/items/0/entities").asInt(), rollup.toString());
      assertEquals(0, rollup.at("/items/0/waived").asInt(), rollup.toString());
    }
    isUnknown(CARDS + "/entities/" + HIDDEN);
    isUnknown(CARDS + "/entities/" + HIDDEN + "/history");
    String body = "{\"entityRef\": \"" + HIDDEN_REF + "\"}";
    assertEquals(404, server.sendJson("POST", CARDS + "/evaluate", guest, body).statusCode());
  }

  @Test
  void Z04_ownershipAddsUpOnlyWhatTheCallerMayRead() throws Exception {
    String summary = OWNERS + "/ownership/summary?group=shop";
    JsonNode all =
        Poll.until(
            "the measuring",
            SOON,
            () -> server.json(summary),
            json -> json.at("/total/entities").asInt() == 2 && json.has("days"));
    assertEquals(2, all.at("/days/0/entities").asInt(), all.toString());
    JsonNode mine = ask(summary);
    assertEquals(1, mine.at("/total/entities").asInt(), mine.toString());
    assertEquals(1, mine.at("/owners/0/entities").asInt(), mine.toString());
    assertFalse(mine.has("days"), mine.toString());
    ask(OWNERS + "/ownership/orphans");
    ask(OWNERS + "/ownership/disagreements");
    String suggestions = OWNERS + "/ownership/suggestions?entity=component:open";
    assertEquals(
        1, server.json(suggestions).at("/items/0/evidence/0/entities").asInt(), "the hidden one");
    assertEquals(0, ask(suggestions).get("items").size());
    for (String path :
        List.of(
            "/facts?entity=" + HIDDEN_REF,
            "/ownership/suggestions?entity=" + HIDDEN_REF,
            "/ownership/claims?entity=" + HIDDEN_REF,
            "/ownership/" + HIDDEN,
            "/ownership/" + HIDDEN + "/history")) {
      isUnknown(OWNERS + path);
    }
    String claim = "{\"entityRef\": \"" + HIDDEN_REF + "\", \"owner\": \"shop\"}";
    assertEquals(
        404, server.sendJson("POST", OWNERS + "/ownership/claims", guest, claim).statusCode());
  }

  @Test
  void S01_feedsTablesAndWebhooksDoNotReachForbiddenTargets() throws Exception {
    String admin = server.adminToken();
    server.sendJson("POST", "/api/scheduler/tasks/supply-chain/import-feeds/trigger", admin, "{}");
    JsonNode sources =
        Poll.until(
            "the feeds",
            SOON,
            () -> server.json(CHAIN + "/feeds").get("sources"),
            list -> list.size() == forbidden.size());
    for (JsonNode source : sources) {
      assertTrue(source.path("problem").asText().contains("not allowed"), source.toString());
      assertEquals(0, source.path("records").asInt());
    }
    HttpResponse<String> sent =
        server.sendJson(
            "POST",
            "/api/notifications/notifications",
            admin,
            "{\"recipients\": {\"type\": \"broadcast\"}, \"payload\": {\"title\": \"x\"}}");
    assertEquals(200, sent.statusCode(), sent.body());
    JsonNode delivery =
        Poll.until(
            "the refused delivery",
            SOON,
            () ->
                JSON.readTree(
                        server.get("/api/notifications/deliveries?state=waiting", admin).body())
                    .at("/items/0"),
            item -> item.has("error"));
    assertTrue(delivery.get("error").asText().contains("not allowed"), delivery.toString());
    // Who names the host of a table allows it, but no other that it answers with.
    Poll.until(
        "the refused redirect of the table",
        SOON,
        () -> server.get("/api/scheduler/tasks", admin).body(),
        tasks -> lured.get() > 0 && tasks.matches("(?s).*table-canary.*lastRunError.*"));
    assertEquals(0, canary.get());
  }
}
