package dev.callboard.it.scorecards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.testing.GitServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample catalog and its golden path against the shipped scorecard: one server for all. */
class ScorecardsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String API = "/api/compliance/v1";
  private static final String TASKS = "/api/scaffolder/v2/tasks";
  private static final String CARD = "production-readiness";
  private static final String ENTITY = "component:default/design-system";

  @TempDir static Path temp;
  private static ServerProcess server;
  private static GitServer git;

  @BeforeAll
  static void start() throws Exception {
    Path samples = Product.root().resolve("config/sample-catalog");
    copy(samples.resolve("templates"), temp.resolve("templates"));
    Path service = temp.resolve("templates/golden-path/service.yaml");
    Path broken = service.resolveSibling("broken.yaml");
    Files.writeString(
        broken,
        Files.readString(service)
            .replace("name: golden-service", "name: golden-broken")
            .replace(
                "    - id: check\n",
                "    - {id: forget, action: 'fs:delete', input: {files: [SECURITY.md]}}\n"
                    + "    - id: check\n"));
    git = new GitServer(Files.createDirectories(temp.resolve("git")));
    GitServer.git(temp.resolve("git"), "init", "-q", "--bare", "-b", "main", "pushed.git");
    GitServer.git(temp.resolve("git/pushed.git"), "config", "http.receivepack", "true");
    Path pushed = service.resolveSibling("pushed.yaml");
    Files.writeString(pushed, pushed(Files.readString(service)));
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                """
                auth: {environment: development, providers: {guest: {}}}
                integrations:
                  git: [{host: '%1$s', baseUrl: 'http://%1$s'}]
                events: {http: {topics: [source.push], unsigned: [source.push]}}
                ownership: {interval: 1s}
                scorecards:
                  checks:
                    - {id: broken, pass: {kind: {$like: x}}}
                    - id: measured
                      pass: {facts.ownership.live: true, facts.ownership.commits: {$gte: 1}}
                  scorecards:
                    - id: ownership
                      appliesTo: {metadata.name: gate-pushed}
                      levels: [{id: one, checks: [measured]}]
                """
                    .formatted(git.authority()))
            .catalog(samples.resolve("all.yaml").toString())
            .catalog(broken.toString())
            .catalog(pushed.toString())
            .start();
    Poll.until(
        "the scores",
        SOON,
        () -> server.json(API + "/results?entity=" + ENTITY).get("totalCount").asInt(),
        count -> count > 10);
  }

  /** The golden path with a repository of git in place of one of GitHub. */
  private static String pushed(String template) {
    return template
        .replace("name: golden-service", "name: golden-pushed")
        .replaceFirst(
            "(?s)    - id: apply\\R.*?(?=  output:)",
            """
                - {id: push, action: 'publish:git', input: {remoteUrl: '%s'}}
                - id: apply
                  action: catalog:register
                  input: {repoContentsUrl: '\\${{ steps.push.output.repoContentsUrl }}'}
            """
                .formatted(git.url("/pushed.git")));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    git.close();
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return server.sendJson("POST", path, ServerProcess.TOKEN, body);
  }

  private static HttpResponse<String> delete(String path) throws Exception {
    return server.send("DELETE", path, ServerProcess.TOKEN, Map.of(), null);
  }

  private static JsonNode ok(HttpResponse<String> answer) throws Exception {
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private static JsonNode result(String entity, String check) throws Exception {
    return server.json(API + "/results?entity=" + entity + "&check=" + check).at("/items/0");
  }

  private String run(String template, String name, String expected) throws Exception {
    HttpResponse<String> answer =
        post(
            TASKS,
            """
            {"templateRef": "template:default/%s", "values": {"name": "%s",
             "description": "Rings when the gate opens.", "owner": "group:default/venue-tech",
             "license": "MIT", "securityContact": "security@fermata.example",
             "repository": "none"}}
            """
                .formatted(template, name));
    assertEquals(201, answer.statusCode(), answer.body());
    String id = JSON.readTree(answer.body()).get("id").asText();
    String status =
        Poll.until(
            "the end of the task",
            SOON,
            () -> server.json(TASKS + "/" + id).get("status").asText(),
            each -> !each.equals("open") && !each.equals("processing"));
    StringBuilder log = new StringBuilder();
    for (JsonNode event : server.json(TASKS + "/" + id + "/events")) {
      log.append(event.at("/body/message").asText()).append('\n');
    }
    assertEquals(expected, status, log.toString());
    return log.toString();
  }

  @Test
  void whatTheGoldenPathMakesPassesFromTheFirstCommit() throws Exception {
    for (String type : List.of("service", "library")) {
      String log = run("golden-" + type, "gate-" + type, "completed");
      for (String check : List.of("codeowners", "license", "ci", "security-contact", "sbom")) {
        assertTrue(log.contains("./: " + check + " ("), log);
      }
      assertFalse(log.contains(" unknown"), log);
      String ref = "component:default/gate-" + type;
      Poll.until(
          "its results",
          SOON,
          () -> result(ref, "owner-is-team").path("outcome").asText(),
          "pass"::equals);
    }
  }

  @Test
  void whatIsInTheRepositoryCountsFromTheFirstCommitAndAfterEachPush() throws Exception {
    run("golden-pushed", "gate-pushed", "completed");
    String ref = "component:default/gate-pushed";
    for (String check :
        List.of(
            "owner-exists",
            "description",
            "docs",
            "ci",
            "codeowners",
            "license",
            "security-contact",
            "sbom",
            "measured",
            "owner-is-team")) {
      JsonNode found =
          Poll.until(
              check,
              SOON,
              () -> result(ref, check),
              each -> each.path("outcome").asText().equals("pass"));
      assertFalse(found.has("waiver"), found.toString());
    }
    assertEquals("silver", level(ref));
    String evidence = result(ref, "security-contact").get("evidence").asText();
    assertTrue(evidence.startsWith(git.url("/pushed.git/blob/main/SECURITY.md")), evidence);

    GitServer.git(temp, "clone", "-q", temp.resolve("git/pushed.git").toString(), "clone");
    Path clone = temp.resolve("clone");
    for (String file : List.of("SECURITY.md", "LICENSE", ".github/workflows/build.yml")) {
      Files.delete(clone.resolve(file));
    }
    Files.delete(clone.resolve(".github/workflows/sbom.yml"));
    Files.writeString(clone.resolve("CODEOWNERS"), "/docs/ @fermata-example/venue-tech\n");
    GitServer.git(clone, "add", "-A");
    GitServer.git(clone, "commit", "-q", "-m", "forget");
    GitServer.git(clone, "push", "-q", "origin", "main");
    tellPush(GitServer.git(clone, "rev-parse", "HEAD"));
    for (String check : List.of("security-contact", "license", "ci", "codeowners")) {
      Poll.until(check, SOON, () -> result(ref, check).path("outcome").asText(), "fail"::equals);
    }
    assertEquals("", level(ref));
    GitServer.git(clone, "revert", "--no-edit", "HEAD");
    GitServer.git(clone, "push", "-q", "origin", "main");
    tellPush(GitServer.git(clone, "rev-parse", "HEAD"));
    Poll.until("the level", SOON, () -> level(ref), "silver"::equals);
  }

  private static String level(String ref) throws Exception {
    for (JsonNode score : server.json(API + "/entities/" + ref.replace(':', '/')).get("scores")) {
      if (score.get("scorecard").asText().equals(CARD)) {
        return score.path("level").asText();
      }
    }
    throw new AssertionError(ref + " has no score");
  }

  /** As what a host sends becomes, once. */
  private static void tellPush(String commit) throws Exception {
    HttpResponse<String> told =
        post(
            "/api/events/http/source.push",
            """
            {"url": "%s", "branch": "main", "defaultBranch": "main", "commit": "%s",
             "changed": [], "removed": [], "complete": false}
            """
                .formatted(git.url("/pushed.git"), commit));
    assertEquals(202, told.statusCode(), told.body());
  }

  @Test
  void theTestsOfTheGoldenPathPass() throws Exception {
    Path folder = Product.root().resolve("config/sample-catalog/templates/golden-path");
    Process process =
        new ProcessBuilder(
                Product.home().resolve("bin/callboard").toString(),
                "template",
                "test",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("template-tests.log").toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the tests do not end");
    String log = Files.readString(temp.resolve("template-tests.log"));
    assertEquals(0, process.exitValue(), log);
    assertTrue(log.contains("writes a service") && log.contains("writes a library"), log);
  }

  @Test
  void whatLacksSecurityMdIsNotPublishedAndSaysWhy() throws Exception {
    String log = run("golden-broken", "gate-broken", "failed");
    assertTrue(
        log.contains(
            "security-contact (Says how to report a vulnerability) fail: There is no SECURITY.md"
                + " with an address to report to"),
        log);
    assertTrue(log.contains("1 of 12 checks did not pass"), log);
    assertEquals(
        404,
        server
            .get("/api/catalog/entities/by-name/component/default/gate-broken", ServerProcess.TOKEN)
            .statusCode());
  }

  @Test
  void aBillOfMaterialsCountsSoonAfterItArrives() throws Exception {
    String ref = "component:default/checkout";
    assertEquals("unknown", result(ref, "sbom").get("outcome").asText());
    ok(
        post(
            "/api/supply-chain/entities/component/default/checkout/documents",
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
              {"name": "web", "version": "2", "purl": "pkg:maven/org.example/web@2"}]}
            """));
    Poll.until(
        "the check", SOON, () -> result(ref, "sbom").get("outcome").asText(), "pass"::equals);
    assertEquals("pass", result(ref, "no-exploited").get("outcome").asText());
  }

  @Test
  void anExemptionIsGrantedSeenAuditedAndRevoked() throws Exception {
    String until = LocalDate.now(ZoneOffset.UTC).plusDays(30).toString();
    String body =
        "{\"entityRef\": \"%s\", \"check\": \"ci\", \"reason\": \"moves\", \"expires\": \"%s\"}"
            .formatted(ENTITY, until);
    String guest =
        JSON.readTree(server.get("/api/auth/guest/refresh", null).body())
            .at("/backstageIdentity/token")
            .asText();
    assertEquals(403, server.sendJson("POST", API + "/waivers", guest, body).statusCode());
    assertEquals(400, post(API + "/waivers", body.replace(until, "2020-01-01")).statusCode());
    JsonNode waiver = ok(post(API + "/waivers", body));
    assertEquals("external:it", waiver.get("approver").asText());
    assertEquals(waiver.get("id"), result(ENTITY, "ci").get("waiver"));
    assertEquals(
        1, server.json(API + "/waivers?holding=true&entity=" + ENTITY).get("totalCount").asInt());
    String path = API + "/waivers/" + waiver.get("id").asText();
    ok(delete(path));
    assertFalse(result(ENTITY, "ci").has("waiver"));
    assertEquals(409, delete(path).statusCode());
    Poll.until(
        "the audit log",
        SOON,
        () -> {
          HttpResponse<String> events =
              server.get("/api/audit/events?eventId=compliance-waiver", server.adminToken());
          return events.body();
        },
        text -> text.contains("\"grant\"") && text.contains("\"revoke\""));
  }

  @Test
  void pipelinesAndTablesGetTheSameAnswers() throws Exception {
    JsonNode gate =
        ok(
            post(
                API + "/evaluate",
                "{\"entityRef\": \"component:design-system\", \"level\": \"bronze\"}"));
    assertFalse(gate.get("pass").asBoolean());
    assertEquals(4, gate.get("checks").asInt());
    assertEquals(List.of("docs", "ci"), gate.at("/failures").findValuesAsText("check"));
    JsonNode sarif =
        ok(post(API + "/evaluate?format=sarif", "{\"entityRef\": \"component:design-system\"}"));
    assertEquals("2.1.0", sarif.get("version").asText());
    assertEquals(12, sarif.at("/runs/0/results").size());
    String query = API + "/results/export?scorecard=" + CARD + "&format=csv";
    String csv = server.get(query, ServerProcess.TOKEN).body();
    assertTrue(csv.startsWith("entity,check,title,outcome,"), csv);
    assertTrue(csv.contains(ENTITY + ",owner-exists,Has an owner that the catalog knows,pass,"));
    assertEquals(400, post(API + "/evaluate", "{}").statusCode());
  }

  @Test
  void teamsAndPastDaysAreTold() throws Exception {
    JsonNode rollup = server.json(API + "/rollup?scorecard=" + CARD);
    int all = 0;
    for (JsonNode group : rollup.get("items")) {
      all += group.get("entities").asInt();
    }
    JsonNode scores = server.json(API + "/scorecards/" + CARD + "/scores?limit=1000");
    assertTrue(Math.abs(scores.get("totalCount").asInt() - all) <= 2, rollup.toString());
    assertEquals(0, server.json(API + "/results?at=2020-01-01").get("totalCount").asInt());
    assertEquals(
        400,
        server.get(API + "/rollup?scorecard=" + CARD + "&by=x", ServerProcess.TOKEN).statusCode());
  }

  @Test
  void aBrokenCheckIsToldAndStopsNoOther() throws Exception {
    JsonNode all = server.json(API + "/scorecards");
    assertEquals(13, all.get("checks").size());
    assertEquals("check broken", all.at("/problems/0/subject").asText());
    assertTrue(all.at("/problems/0/file").asText().startsWith("scorecards.checks[0]"));
  }
}
