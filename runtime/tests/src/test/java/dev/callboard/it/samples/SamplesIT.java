package dev.callboard.it.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples do in the built product what their READMEs say. */
class SamplesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String HELLO = "/api/hello/greeting";
  private static final String RECORDS = "/api/incidents/records";
  private static final String IN_CATALOG = "/api/catalog/entities?filter=spec.type=incident";
  private static final String FEED = "/api/vulnerability-feed";
  private static final String LIBRARY = "/api/catalog/entities/by-name/component/default/pay-lib";
  private static ServerProcess server;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    // Of the kinds that incidents makes, none is allowed unless the configuration says so.
    server =
        ServerProcess.in(directory)
            .config("catalog: {rules: [{allow: [Component, API, Resource, Location]}]}")
            .catalog(
                Files.writeString(
                        directory.resolve("pay-lib.yaml"),
                        """
                        apiVersion: backstage.io/v1alpha1
                        kind: Component
                        metadata:
                          name: pay-lib
                          annotations: {example.com/vulnerability-project: Acme/Pay}
                        spec: {type: library, lifecycle: production, owner: payments}
                        """)
                    .toString())
            .start();
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
  }

  /** Leaves nothing to the next test: neither a plugin, nor a record, nor an entity. */
  @AfterEach
  void removePlugins() throws Exception {
    if (server.get(RECORDS, ServerProcess.TOKEN).statusCode() == 200) {
      for (JsonNode open : server.json(RECORDS)) {
        server.send(
            "DELETE",
            RECORDS + "/" + open.path("id").asText(),
            server.adminToken(),
            Map.of(),
            null);
      }
      Poll.until("no entity", SOON, () -> server.json(IN_CATALOG), JsonNode::isEmpty);
    }
    for (String plugin : List.of("hello", "handbook", "incidents", "vulnerability-feed")) {
      server.send("DELETE", "/api/plugins/" + plugin, server.adminToken(), Map.of(), null);
      awaitStatus("/api/plugins/" + plugin, 404);
    }
  }

  private JsonNode drop(String sample, String plugin) throws Exception {
    Jars.drop(Product.sample(sample), server.plugins().resolve(sample + ".jar"));
    return awaitState(plugin, "ACTIVE");
  }

  private JsonNode awaitState(String plugin, String state) {
    return Poll.until(
        plugin + " to be " + state,
        SOON,
        () -> server.json("/api/plugins/" + plugin),
        json -> json.path("state").asText().equals(state));
  }

  private void awaitStatus(String path, int status) {
    Poll.until(
        path + " to answer " + status,
        SOON,
        () -> server.get(path, ServerProcess.TOKEN).statusCode(),
        seen -> seen == status);
  }

  @Test
  void hello_is_served_updated_without_a_failed_request_and_removed() throws Exception {
    JsonNode plugin = drop("hello", "hello");
    assertEquals(HELLO, plugin.at("/routes/0/path").asText());
    HttpResponse<String> greeting = server.get(HELLO, null);
    assertEquals(200, greeting.statusCode());
    assertEquals("{\"message\":\"Hello from Callboard\"}", greeting.body());

    Queue<String> failures = new ConcurrentLinkedQueue<>();
    AtomicInteger answers = new AtomicInteger();
    AtomicBoolean stop = new AtomicBoolean();
    Thread client = new Thread(() -> ask(stop, answers, failures));
    client.start();
    Path file = server.plugins().resolve("hello.jar");
    Jars.dropAs("1.1.0", Product.sample("hello"), file);
    Poll.until(
        "version 1.1.0",
        SOON,
        () -> server.json("/api/plugins/hello"),
        json ->
            json.path("version").asText().equals("1.1.0")
                && json.path("state").asText().equals("ACTIVE"));
    int atTheSwitch = answers.get();
    Poll.until("answers of the new version", SOON, answers::get, n -> n > atTheSwitch);
    stop.set(true);
    client.join();
    assertTrue(failures.isEmpty(), failures.toString());

    Files.delete(file);
    awaitStatus(HELLO, 404);
  }

  private void ask(AtomicBoolean stop, AtomicInteger answers, Queue<String> failures) {
    while (!stop.get()) {
      try {
        HttpResponse<String> answer = server.get(HELLO, null);
        if (answer.statusCode() != 200) {
          failures.add(answer.statusCode() + " " + answer.body());
        }
        answers.incrementAndGet();
      } catch (Exception e) {
        failures.add(e.toString());
      }
    }
  }

  @Test
  void docs_only_is_active_and_has_no_routes() throws Exception {
    assertTrue(drop("docs-only", "handbook").path("routes").isEmpty());
  }

  @Test
  void incidents_keeps_records_and_refuses_bad_ones() throws Exception {
    drop("incidents", "incidents");
    String id = open().path("id").asText();
    assertEquals(id, server.json(RECORDS).at("/0/id").asText());
    assertEquals(401, server.get(RECORDS, null).statusCode());
    HttpResponse<String> bad =
        server.sendJson(
            "POST",
            RECORDS,
            server.adminToken(),
            "{\"title\":\"x\",\"component\":\"pay\",\"severity\":\"bad\"}");
    assertEquals(400, bad.statusCode());
    assertEquals(
        "severity must be one of minor, major, critical",
        JSON.readTree(bad.body()).at("/error/message").asText());
    assertEquals(1, server.json(RECORDS).size());
  }

  @Test
  void incidents_takes_part_in_the_scheduler_and_in_health() throws Exception {
    drop("incidents", "incidents");
    Poll.until(
        "its task",
        SOON,
        () -> server.json("/api/scheduler/tasks").path("tasks"),
        tasks -> has(tasks, Map.of("pluginId", "incidents", "taskId", "purge")));
    Poll.until(
        "its health check",
        SOON,
        () -> server.json("/api/health").path("checks"),
        checks -> has(checks, Map.of("name", "incidents", "status", "OK")));
  }

  @Test
  void incidents_keeps_its_data_while_it_is_stopped() throws Exception {
    drop("incidents", "incidents");
    String id = open().path("id").asText();
    assertEquals(200, operate("stop"));
    awaitState("incidents", "STOPPED");
    assertEquals(404, server.get(RECORDS, ServerProcess.TOKEN).statusCode());
    assertEquals(200, operate("start"));
    awaitState("incidents", "ACTIVE");
    awaitStatus(RECORDS, 200);
    assertEquals(id, server.json(RECORDS).at("/0/id").asText());
  }

  @Test
  void incidents_shows_in_the_catalog_what_is_open_and_leaves_it_there_when_removed()
      throws Exception {
    drop("incidents", "incidents");
    String kept = open().path("id").asText();
    String resolved = open().path("id").asText();
    Poll.until("two entities", SOON, () -> server.json(IN_CATALOG), list -> list.size() == 2);
    server.send("POST", RECORDS + "/" + resolved + "/resolve", server.adminToken(), Map.of(), null);
    JsonNode entity =
        Poll.until("one entity", SOON, () -> server.json(IN_CATALOG), list -> list.size() == 1)
            .get(0);
    assertEquals("Resource", entity.path("kind").asText());
    assertEquals(kept, entity.at("/metadata/name").asText());
    assertEquals(
        "incidents:" + kept,
        entity.at("/metadata/annotations").path("backstage.io/managed-by-location").asText());

    Files.delete(server.plugins().resolve("incidents.jar"));
    awaitStatus(RECORDS, 404);
    assertEquals(kept, server.json(IN_CATALOG).at("/0/metadata/name").asText());
    drop("incidents", "incidents");
    assertEquals(2, server.json(RECORDS).size(), "records outlive the plugin");
  }

  @Test
  void vulnerability_feed_takes_advisories_shows_them_is_updated_and_leaves_nothing()
      throws Exception {
    drop("vulnerability-feed", "vulnerability-feed");
    assertEquals(1, take("ADV-1", "critical").path("added").asInt());
    awaitLibrary("1 critical");
    JsonNode card = server.json(FEED + "/entities/component/default/pay-lib");
    assertEquals("Tokens leak", card.at("/items/0/title").asText());
    assertEquals("https://feed.example/ADV-1", card.at("/items/0/link").asText());
    Poll.until(
        "the advisory to be found",
        SOON,
        () -> server.json("/api/search/query?term=tokens&types=advisories"),
        found -> found.path("numberOfResults").asInt() == 1);
    assertTrue(
        server.json("/api/ui/contributions").toString().contains("feed-card"), "the card is there");
    assertEquals(401, server.get(FEED + "/advisories", null).statusCode());

    updateWithAMigration();
    assertEquals(
        "Tokens leak (seen)", server.json(FEED + "/advisories").at("/items/0/title").asText());
    take("ADV-2", "low");
    awaitLibrary("1 critical, 1 low");

    Files.delete(server.plugins().resolve("vulnerability-feed.jar"));
    awaitStatus(FEED + "/advisories", 404);
    Poll.until(
        "the card to be gone",
        SOON,
        () -> server.json("/api/ui/contributions").toString(),
        text -> !text.contains("feed-card"));
    assertTrue(server.json(LIBRARY).at("/metadata/name").asText().equals("pay-lib"));
    assertTrue(
        server.json("/api/scheduler/tasks").toString().indexOf("\"vulnerability-feed\"") < 0,
        "no task is left");
  }

  private void updateWithAMigration() throws Exception {
    Jars.dropAs(
        "1.2.0",
        Map.of(
            "migrations/003-seen.sql",
            "UPDATE advisory SET title = title || ' (seen)';".getBytes(StandardCharsets.UTF_8)),
        Product.sample("vulnerability-feed"),
        server.plugins().resolve("vulnerability-feed.jar"));
    Poll.until(
        "version 1.2.0",
        SOON,
        () -> server.json("/api/plugins/vulnerability-feed"),
        json ->
            json.path("version").asText().equals("1.2.0")
                && json.path("state").asText().equals("ACTIVE"));
  }

  private JsonNode take(String id, String severity) throws Exception {
    HttpResponse<String> answer =
        server.sendJson(
            "POST",
            FEED + "/advisories",
            server.adminToken(),
            """
            {"advisories": [{"id": "%s", "project": "acme/pay", "title": "Tokens leak",
              "severity": "%s", "published": "2026-11-20T08:00:00Z",
              "link": "https://feed.example/ADV-1"}]}
            """
                .formatted(id, severity));
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private void awaitLibrary(String summary) {
    Poll.until(
        "the entity to have " + summary,
        SOON,
        () ->
            server
                .json(LIBRARY)
                .at("/metadata/annotations")
                .path("example.com/open-vulnerabilities")
                .asText(),
        summary::equals);
  }

  private JsonNode open() throws Exception {
    HttpResponse<String> answer =
        server.sendJson(
            "POST",
            RECORDS,
            server.adminToken(),
            "{\"title\":\"Payments fail\",\"component\":\"payments\",\"severity\":\"critical\"}");
    assertEquals(201, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private int operate(String verb) throws Exception {
    return server
        .send("POST", "/api/plugins/incidents/" + verb, server.adminToken(), Map.of(), null)
        .statusCode();
  }

  private static boolean has(JsonNode list, Map<String, String> fields) {
    for (JsonNode node : list) {
      if (fields.entrySet().stream()
          .allMatch(field -> node.path(field.getKey()).asText().equals(field.getValue()))) {
        return true;
      }
    }
    return false;
  }
}
