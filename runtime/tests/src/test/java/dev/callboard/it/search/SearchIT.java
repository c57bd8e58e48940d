package dev.callboard.it.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.catalog.FixtureCatalog;
import dev.callboard.it.samples.Jars;
import dev.callboard.it.support.NodeProject;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Searches the built product: one server for all, which is damaged at the end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SearchIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String QUERY = "/api/search/query?term=";

  @TempDir static Path temp;
  private static FixtureCatalog files;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    files = new FixtureCatalog();
    server = files.server(temp.resolve("server")).start();
    Poll.until(
        "the catalog",
        SOON,
        () -> server.json("/api/catalog/entities/by-query?limit=0").get("totalItems").asInt(),
        count -> count >= 28);
    Poll.until(
        "the index", SOON, () -> count("payment&types=software-catalog"), count -> count == 7);
    Poll.until("the pages", SOON, () -> count("payment&types=techdocs"), count -> count == 2);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    files.close();
  }

  private static int count(String term) throws Exception {
    return server.json(QUERY + term).get("numberOfResults").asInt();
  }

  @Test
  @Order(1)
  void answersAsRecorded() throws Exception {
    Path folder = Product.root().resolve("../shared/fixtures").normalize();
    if (!Files.exists(folder)) {
      System.out.println("skipped: no folder ../shared/fixtures beside the repository");
    }
    assumeTrue(Files.exists(folder));
    JsonNode guest = JSON.readTree(server.get("/api/auth/guest/refresh", null).body());
    RecordedSearch recorded =
        new RecordedSearch(server, guest.at("/backstageIdentity/token").asText(), files.folder());
    List<String> wrong = new ArrayList<>();
    int count = 0;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.sorted().toList()) {
        if (file.getFileName().toString().matches("[0-9]+-search-.*\\.json")) {
          count++;
          String problem = recorded.problem(JSON.readTree(file.toFile()));
          if (!problem.isEmpty()) {
            wrong.add(file.getFileName() + ": " + problem);
          }
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(count >= 18, "only " + count + " recordings");
  }

  @Test
  @Order(2)
  void backstagesSearchClientWorks() throws Exception {
    NodeProject project = NodeProject.install("search-client");
    Process client =
        project.run(
            List.of("node", "client.mjs", "http://127.0.0.1:" + server.port(), ServerProcess.TOKEN),
            "client.log");
    assertTrue(client.waitFor(1, TimeUnit.MINUTES), "the client takes long");
    assertEquals(0, client.exitValue(), project.printed("client.log"));
  }

  @Test
  @Order(3)
  void anEntityIsFoundSoonAfterItWasWritten() throws Exception {
    String entity =
        """
        {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
         "metadata": {"name": "quokka-feeder", "tags": ["marsupial"]},
         "spec": {"type": "service", "lifecycle": "production", "owner": "team-a"}}
        """;
    String path = "/api/catalog/entities/by-name/component/default/quokka-feeder";
    long start = System.nanoTime();
    HttpResponse<String> put = server.sendJson("PUT", path, ServerProcess.TOKEN, entity);
    assertEquals(201, put.statusCode(), put.body());
    long written = System.nanoTime();
    Poll.until("the entity", SOON, () -> count("quoka"), count -> count == 1);
    System.out.printf(
        "written in %d ms, found %d ms later%n",
        (written - start) / 1_000_000, (System.nanoTime() - written) / 1_000_000);
    assertEquals(1, count("marsupial"));
    server.send("DELETE", path, ServerProcess.TOKEN, Map.of(), null);
    Poll.until("the deletion", SOON, () -> count("quokka"), count -> count == 0);
  }

  @Test
  @Order(4)
  void documentsOfAPluginComeAndGoWithIt() throws Exception {
    Path jar = Jars.drop(Product.sample("incidents"), server.plugins().resolve("incidents.jar"));
    Poll.until(
        "the plugin",
        SOON,
        () ->
            server
                .sendJson(
                    "POST",
                    "/api/incidents/records",
                    server.adminToken(),
                    "{\"title\":\"Flux capacitor\",\"component\":\"x\",\"severity\":\"minor\"}")
                .statusCode(),
        status -> status == 201);
    Poll.until("its documents", SOON, () -> count("capacitor&types=incidents"), n -> n == 1);
    Files.delete(jar);
    Poll.until(
        "the type to be unknown",
        SOON,
        () -> server.get(QUERY + "&types=incidents", ServerProcess.TOKEN).statusCode(),
        status -> status == 400);
  }

  @Test
  @Order(5)
  void anIndexIsMadeAnewOnDemand() throws Exception {
    String path = "/api/search/indexes/software-catalog/rebuild";
    assertEquals(401, server.send("POST", path, null, Map.of(), null).statusCode());
    assertEquals(202, server.send("POST", path, ServerProcess.TOKEN, Map.of(), null).statusCode());
    assertEquals(7, count("payment&types=software-catalog"));
    Poll.until("readiness", SOON, SearchIT::state, state -> state.equals("ready"));
    String unknown = "/api/search/indexes/none/rebuild";
    assertEquals(
        404, server.send("POST", unknown, ServerProcess.TOKEN, Map.of(), null).statusCode());
  }

  private static String state() throws Exception {
    for (JsonNode index : server.json("/api/search/indexes").get("items")) {
      if (index.get("type").asText().equals("software-catalog")) {
        return index.get("state").asText();
      }
    }
    return "";
  }

  @Test
  @Order(6)
  void F07_aDamagedIndexIsMadeAnewAndTheCatalogAnswersMeanwhile() throws Exception {
    server.kill();
    try (Stream<Path> all = Files.walk(server.data().resolve("search"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 0) {
          bytes[bytes.length / 2] ^= 8;
          Files.write(file, bytes);
        }
      }
    }
    server.start();
    assertEquals(200, server.get("/api/catalog/entities", ServerProcess.TOKEN).statusCode());
    Poll.until(
        "the index", SOON, () -> count("payment&types=software-catalog"), count -> count == 7);
    assertTrue(server.log().contains("is damaged and is made anew"), server.log());
  }
}
