package dev.callboard.it.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpResponse;
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
  private static ServerProcess server;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    // Of the kinds that incidents makes, none is allowed unless the configuration says so.
    server =
        ServerProcess.in(directory)
            .config("catalog: {rules: [{allow: [Component, API, Resource, Location]}]}")
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
    for (String plugin : List.of("hello", "handbook", "incidents")) {
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
