package dev.callboard.it.scaffolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.samples.Jars;
import dev.callboard.it.support.NodeProject;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.testing.GitServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates are run by the built product, from the first request to the end. */
class ScaffolderIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TASKS = "/api/scaffolder/v2/tasks";
  private static final int STEPS = 8;

  private static final String TEMPLATE =
      """
      apiVersion: scaffolder.backstage.io/v1beta3
      kind: Template
      metadata: {name: %s}
      spec:
        type: service
        owner: team
        steps:
      """;

  @TempDir static Path temp;
  private static ServerProcess server;
  private static GitServer git;

  @BeforeAll
  static void start() throws Exception {
    Path catalog = Files.createDirectories(temp.resolve("catalog"));
    StringBuilder moves = new StringBuilder(TEMPLATE.formatted("moves"));
    moves.append("  - {id: begin, action: 'fetch:plain', input: {url: ./files}}\n");
    for (int i = 0; i < STEPS; i++) {
      moves.append(
          "  - {id: m%1$d, action: 'fs:rename', input: {files: [{from: f%1$d, to: f%2$d}]}}\n"
              .formatted(i, i + 1));
      moves.append(
          "  - {id: w%d, action: 'debug:wait', input: {milliseconds: 150}}\n".formatted(i));
    }
    Files.writeString(catalog.resolve("moves.yaml"), moves);
    Files.writeString(
        Files.createDirectories(catalog.resolve("files")).resolve("f0"), "the only file");
    Files.writeString(
        catalog.resolve("slow.yaml"),
        TEMPLATE.formatted("slow") + "  - {id: wait, action: 'debug:wait', input: {minutes: 5}}\n");
    git = new GitServer(Files.createDirectories(temp.resolve("git")));
    GitServer.git(temp.resolve("git"), "init", "-q", "--bare", "-b", "main", "made.git");
    GitServer.git(temp.resolve("git/made.git"), "config", "http.receivepack", "true");
    Path skeleton = Files.createDirectories(catalog.resolve("skeleton"));
    Files.writeString(skeleton.resolve("README.md"), "# ${{ values.name }}\n\none\ntwo\nthree\n");
    Files.writeString(
        skeleton.resolve("catalog-info.yaml"),
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: "${{ values.name }}"}
        spec: {type: service, lifecycle: production, owner: team}
        """);
    Files.writeString(
        catalog.resolve("drifting.yaml"),
        TEMPLATE.formatted("drifting")
            + """
              - {id: f, action: 'fetch:template', input: {url: ./skeleton, values: {name: "${{ parameters.name }}"}}}
              - {id: p, action: 'publish:git', input: {remoteUrl: '%s'}}
              - {id: r, action: 'catalog:register', input: {repoContentsUrl: "${{ steps.p.output.repoContentsUrl }}"}}
            """
                .formatted(git.url("/made.git")));
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                """
                integrations:
                  git: [{host: '%s', baseUrl: 'http://%s'}]
                scaffolder: {drift: {refresh: 1ms}}
                catalog:
                  rules: [{allow: [Component, API, System, Resource, Domain, User, Group, Location, Template]}]
                  locations:
                    - {type: file, target: '%s/*.yaml'}
                    - {type: file, target: '%s/sample-catalog/templates/*/template.yaml'}
                """
                    .formatted(
                        git.authority(),
                        git.authority(),
                        catalog,
                        Product.root().resolve("config")))
            .start();
    Poll.until(
        "the templates",
        SOON,
        () -> server.json("/api/catalog/entities?filter=kind=template").size(),
        count -> count == 5);
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
    git.close();
  }

  private String create(String template, String values) throws Exception {
    HttpResponse<String> answer =
        server.sendJson(
            "POST",
            TASKS,
            ServerProcess.TOKEN,
            "{\"templateRef\":\"template:default/%s\",\"values\":%s}".formatted(template, values));
    assertEquals(201, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body()).get("id").asText();
  }

  private String awaitEnd(String id) {
    return Poll.until(
        "the end of the task",
        SOON,
        () -> server.json(TASKS + "/" + id).get("status").asText(),
        status -> !status.equals("open") && !status.equals("processing"));
  }

  private List<String> messages(String id) throws Exception {
    List<String> messages = new ArrayList<>();
    for (JsonNode event : server.json(TASKS + "/" + id + "/events")) {
      messages.add(event.at("/body/message").asText());
    }
    return messages;
  }

  @Test
  void aTemplateOfTheSampleCatalogRunsToItsEnd() throws Exception {
    JsonNode form =
        server.json("/api/scaffolder/v2/templates/default/template/docs-site/parameter-schema");
    assertEquals("Documentation site", form.get("title").asText());
    String id =
        create(
            "docs-site",
            "{\"name\":\"my-docs\",\"title\":\"Mine\",\"owner\":\"group:default/a\","
                + "\"sections\":[\"Guide\"]}");

    assertEquals("completed", awaitEnd(id), messages(id).toString());
    String all = String.join("\n", messages(id));
    assertTrue(all.contains("  - docs/guide.md") && all.contains("  - mkdocs.yml"), all);
    JsonNode events = server.json(TASKS + "/" + id + "/events");
    JsonNode last = events.get(events.size() - 1);
    assertEquals("Next", last.at("/body/output/text/0/title").asText());
    HttpResponse<String> stream =
        server.get(
            TASKS + "/" + id + "/eventstream?after=" + (last.get("id").asInt() - 1),
            ServerProcess.TOKEN);
    assertEquals(1, stream.body().split("event: ", -1).length - 1, stream.body());
    assertTrue(stream.body().contains("event: completion\n"), stream.body());
    assertEquals(
        400,
        server
            .sendJson(
                "POST",
                TASKS,
                ServerProcess.TOKEN,
                "{\"templateRef\":\"template:default/docs-site\",\"values\":{\"name\":\"X\"}}")
            .statusCode());
  }

  @Test
  void aTaskIsCancelledAndRetried() throws Exception {
    String id = create("slow", "{}");
    Poll.until(
        "the step",
        SOON,
        () -> messages(id),
        messages -> messages.contains("Beginning step debug:wait"));
    assertEquals(
        200,
        server
            .sendJson("POST", TASKS + "/" + id + "/cancel", ServerProcess.TOKEN, "")
            .statusCode());
    assertEquals("failed", awaitEnd(id));
    assertTrue(messages(id).contains("Step wait has been cancelled."));
    int before = messages(id).size();

    String retry = TASKS + "/" + id + "/retry";
    assertEquals(201, server.sendJson("POST", retry, ServerProcess.TOKEN, "{}").statusCode());
    assertEquals(409, server.sendJson("POST", retry, ServerProcess.TOKEN, "{}").statusCode());
    Poll.until("the step again", SOON, () -> messages(id), list -> list.size() >= before + 2);
    server.sendJson("POST", TASKS + "/" + id + "/cancel", ServerProcess.TOKEN, "");
    assertEquals("failed", awaitEnd(id));
  }

  @Test
  void everyMethodOfBackstagesClientWorks() throws Exception {
    NodeProject project = NodeProject.install("scaffolder-client");
    List<String> command =
        List.of("node", "client.mjs", "http://127.0.0.1:" + server.port(), ServerProcess.TOKEN);
    Process client = project.run(command, "client.log");
    assertTrue(client.waitFor(2, TimeUnit.MINUTES), "the client takes long");
    assertEquals(0, client.exitValue(), project.printed("client.log"));
  }

  @Test
  void anActionOfAPluginIsUsedAtOnceAndMissedWithAReason() throws Exception {
    Path jar = server.plugins().resolve("greetings.jar");
    Jars.drop(Product.sample("greetings"), jar);
    Poll.until(
        "the action",
        SOON,
        () -> server.get("/api/scaffolder/v2/actions", ServerProcess.TOKEN).body(),
        actions -> actions.contains("greetings:write"));
    String template =
        """
        {"template": {"apiVersion": "scaffolder.backstage.io/v1beta3", "kind": "Template",
          "metadata": {"name": "t"}, "spec": {"type": "x", "steps": [
            {"id": "g", "action": "greetings:write", "input": {"name": "${{ 'you' | shout }}"}}],
          "output": {"path": "${{ steps.g.output.path }}"}}}, "values": {}}
        """;
    String dryRun = "/api/scaffolder/v2/dry-run";
    HttpResponse<String> answer = server.sendJson("POST", dryRun, ServerProcess.TOKEN, template);
    assertEquals(200, answer.statusCode(), answer.body());
    JsonNode file = JSON.readTree(answer.body()).at("/directoryContents/0");
    assertEquals("GREETING.md", file.get("path").asText());
    assertEquals(
        "Hello YOU!\n", new String(Base64.getDecoder().decode(file.get("base64Content").asText())));

    String gate =
        """
        {"template": {"apiVersion": "scaffolder.backstage.io/v1beta3", "kind": "Template",
          "metadata": {"name": "t"}, "spec": {"type": "x", "steps": [
            {"id": "g", "action": "greetings:write", "input": {"name": "you", "path": "%s"}},
            {"id": "c", "action": "compliance:require", "input": {"checks": ["friendly-readme"]}}]
          }}, "values": {}}
        """;
    HttpResponse<String> friendly =
        server.sendJson("POST", dryRun, ServerProcess.TOKEN, gate.formatted("README.md"));
    assertEquals(200, friendly.statusCode(), friendly.body());
    HttpResponse<String> other =
        server.sendJson("POST", dryRun, ServerProcess.TOKEN, gate.formatted("OTHER.md"));
    assertTrue(other.body().contains("1 of 1 checks did not pass"), other.body());
    assertTrue(other.body().contains("there is no README.md"), other.body());

    Files.delete(jar);
    Poll.until(
        "the action to go",
        SOON,
        () -> server.get("/api/scaffolder/v2/actions", ServerProcess.TOKEN).body(),
        actions -> !actions.contains("greetings:write"));
    assertEquals(404, server.sendJson("POST", dryRun, ServerProcess.TOKEN, template).statusCode());
    String none =
        gate.replace("greetings:write", "debug:log").replaceAll("\"name\": \"you.*%s\"", "");
    assertTrue(
        server
            .sendJson("POST", dryRun, ServerProcess.TOKEN, none)
            .body()
            .contains("No installed check is called 'friendly-readme'"));
  }

  @Test
  void whatATaskMadeIsComparedWithTheTemplateOfLater() throws Exception {
    String drift = "/api/scaffolder/v2/drift";
    String entity = drift + "?entityRef=component:default/made";
    assertEquals(404, server.get(entity, ServerProcess.TOKEN).statusCode());
    String id = create("drifting", "{\"name\":\"made\"}");
    assertEquals("completed", awaitEnd(id), messages(id).toString());
    assertFalse(messages(id).toString().contains("not written down"), messages(id).toString());
    Poll.until(
        "the entity",
        SOON,
        () -> server.get(entity, ServerProcess.TOKEN).statusCode(),
        status -> status == 200);
    assertEquals("current", server.json(entity).get("state").asText());
    assertEquals(id, server.json(entity).get("taskId").asText());

    Files.writeString(
        temp.resolve("catalog/skeleton/README.md"),
        "# ${{ values.name }}\n\none\ntwo\nthree and more\n");

    assertEquals(1, server.json(entity).get("versionsBehind").asInt());
    JsonNode all = server.json(drift + "?templateRef=template:default/drifting");
    assertEquals(1, all.get("behind").asInt(), all.toString());
    JsonNode diff = server.json(drift + "/default/component/made/diff");
    assertEquals(1, diff.get("files").size(), diff.toString());
    assertEquals("changed", diff.at("/files/0/state").asText());
    assertTrue(diff.at("/files/0/diff").asText().contains("-three\n+three and more\n"));
    assertEquals(400, server.get(drift, ServerProcess.TOKEN).statusCode());
    assertEquals(401, server.get(entity, "").statusCode());
  }

  @Test
  void F04_killedAtAnyTimeNoStepThatHadEndedIsRepeated() throws Exception {
    Random random = new Random(7);
    int kills = Product.times(5, 500);
    for (int round = 0; round < kills; ) {
      String id = create("moves", "{}");
      for (int kill = 0; kill < 4 && round < kills; kill++, round++) {
        long until = System.nanoTime() + random.nextInt(700) * 1_000_000L;
        Poll.until("the moment", SOON, System::nanoTime, now -> now >= until);
        server.kill();
        server.start();
      }
      assertEquals("completed", awaitEnd(id), messages(id).toString());
      List<String> steps = finished(id);
      assertEquals(STEPS * 2 + 1, steps.size(), steps.toString());
      assertEquals(steps.size(), steps.stream().distinct().count(), steps.toString());
      assertFalse(messages(id).toString().contains("Error"), messages(id).toString());
    }
  }

  private List<String> finished(String id) throws Exception {
    List<String> steps = new ArrayList<>();
    for (JsonNode event : server.json(TASKS + "/" + id + "/events")) {
      if (event.at("/body/status").asText().equals("completed")) {
        steps.add(event.at("/body/stepId").asText());
      }
    }
    return steps;
  }
}
