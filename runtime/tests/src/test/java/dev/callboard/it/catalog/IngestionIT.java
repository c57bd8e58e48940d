package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product with a small catalog of files, and with a location on another host. */
class IngestionIT {
  private static final String A = "/api/catalog/entities/by-name/component/default/a";
  private static final Duration SOON = Duration.ofSeconds(2);

  @TempDir static Path temp;
  private static Path catalog;
  private static HttpServer web;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    catalog = Files.createDirectories(temp.resolve("catalog")).toRealPath();
    write("a.yaml", "a", "first");
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/catalog-info.yaml",
        exchange -> {
          byte[] body = component("remote", "x").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    web.start();
    server =
        ServerProcess.in(temp.resolve("server"))
            .config("backend: {reading: {allow: [{host: '" + host() + "'}]}}\n")
            .catalog(catalog.toString())
            .start();
    awaitOwner("first", Duration.ofSeconds(20));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.close();
    web.stop(0);
  }

  private static String host() {
    return "127.0.0.1:" + web.getAddress().getPort();
  }

  private static String component(String name, String owner) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata:
      name: %s
    spec:
      type: service
      lifecycle: production
      owner: %s
    """
        .formatted(name, owner);
  }

  private static void write(String file, String name, String owner) throws IOException {
    Files.writeString(catalog.resolve(file), component(name, owner));
  }

  private static JsonNode awaitOwner(String owner, Duration deadline) {
    return Poll.until(
        "owner " + owner,
        deadline,
        () -> server.json(A),
        entity -> entity.at("/spec/owner").asText().equals(owner));
  }

  private static JsonNode awaitErrors(Path file, boolean wanted) {
    return Poll.until(
        "errors of " + file,
        Duration.ofSeconds(10),
        () -> errors(file),
        errors -> errors.isEmpty() != wanted);
  }

  private static JsonNode errors(Path file) throws Exception {
    for (JsonNode location : server.json("/api/catalog/ingestion").get("locations")) {
      for (JsonNode source : location.get("sources")) {
        if (source.get("source").asText().equals("file:" + file)) {
          return source.get("errors");
        }
      }
    }
    throw new AssertionError(file + " is not in the list");
  }

  @Test
  void editIsVisibleWithinTwoSeconds() throws Exception {
    write("a.yaml", "a", "edited");
    awaitOwner("edited", SOON);
  }

  @Test
  void brokenFileKeepsTheOldEntityAndIsReportedWithLineAndColumn() throws Exception {
    write("a.yaml", "a", "good");
    awaitOwner("good", SOON);
    write("a.yaml", "a", "[ broken");
    JsonNode error = awaitErrors(catalog.resolve("a.yaml"), true).get(0);
    assertEquals("file:" + catalog.resolve("a.yaml"), error.get("file").asText());
    assertTrue(error.get("line").asInt() > 0 && error.get("column").asInt() > 0, error + "");
    assertEquals("good", server.json(A).at("/spec/owner").asText());
    write("a.yaml", "a", "mended");
    awaitOwner("mended", SOON);
    awaitErrors(catalog.resolve("a.yaml"), false);
  }

  @Test
  void secondFileWithAReferenceIsAConflictUntilItGoes() throws Exception {
    write("z.yaml", "a", "thief");
    JsonNode items =
        Poll.until(
            "a conflict",
            Duration.ofSeconds(10),
            () -> server.json("/api/catalog/ingestion/conflicts").get("items"),
            list -> !list.isEmpty());
    assertEquals("component:default/a", items.get(0).get("entityRef").asText());
    assertEquals("file:" + catalog.resolve("z.yaml"), items.get(0).get("source").asText());
    assertEquals("file:" + catalog.resolve("a.yaml"), items.get(0).get("winner").asText());
    Files.delete(catalog.resolve("z.yaml"));
    Poll.until(
        "no conflict",
        Duration.ofSeconds(10),
        () -> server.json("/api/catalog/ingestion/conflicts").get("items"),
        JsonNode::isEmpty);
  }

  @Test
  void restartServesWhatIsStoredAtOnce() throws Exception {
    write("a.yaml", "a", "stored");
    awaitOwner("stored", SOON);
    String uid = server.json(A).at("/metadata/uid").asText();
    assertEquals(0, server.stop());
    server.start();
    JsonNode entity = server.json(A);
    assertEquals("stored", entity.at("/spec/owner").asText());
    assertEquals(uid, entity.at("/metadata/uid").asText());
  }

  @Test
  void registeredUrlIsReadAndGoesWhenItIsDeleted() throws Exception {
    String target = "http://" + host() + "/catalog-info.yaml";
    HttpResponse<String> created =
        server.sendJson(
            "POST",
            "/api/catalog/locations",
            ServerProcess.TOKEN,
            "{\"type\":\"url\",\"target\":\"" + target + "\"}");
    assertEquals(201, created.statusCode(), created.body());
    String remote = "/api/catalog/entities/by-name/component/default/remote";
    Poll.until(
        "the remote entity",
        Duration.ofSeconds(10),
        () -> server.get(remote, ServerProcess.TOKEN).statusCode(),
        status -> status == 200);
    String id = new ObjectMapper().readTree(created.body()).at("/location/id").asText();
    HttpResponse<String> deleted =
        server.send(
            "DELETE",
            "/api/catalog/locations/" + id,
            ServerProcess.TOKEN,
            java.util.Map.of(),
            null);
    assertEquals(204, deleted.statusCode(), deleted.body());
    assertEquals(404, server.get(remote, ServerProcess.TOKEN).statusCode());
  }
}
