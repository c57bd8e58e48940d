package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callboard.it.support.OpenApiDocument;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays, in its order, everything that a real Backstage 1.55 was asked about its catalog against
 * the built product, and compares the answers. Each answer is also held against the OpenAPI
 * documents: ours, and that of the reference where it lies beside the repository.
 */
class RecordedCatalogIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RECORDINGS = 173;

  @TempDir Path temp;

  @Test
  void answersAsRecordedAndAsDescribed() throws Exception {
    try (FixtureCatalog files = new FixtureCatalog()) {
      // The entity that is to be an orphan is listed at first.
      files.replace("/ext/orphan.yaml", "/ext/orphan-before.yaml");
      try (ServerProcess server = files.server(temp.resolve("server")).start()) {
        Poll.until(
            "the catalog",
            Duration.ofSeconds(30),
            () -> server.json("/api/catalog/entities/by-query?limit=0").get("totalItems").asInt(),
            count -> count >= 28);
        replay(files, server);
      }
    }
  }

  private static void replay(FixtureCatalog files, ServerProcess server) throws Exception {
    JsonNode guest = JSON.readTree(server.get("/api/auth/guest/refresh", null).body());
    String token = guest.at("/backstageIdentity/token").asText();
    Replay replay =
        new Replay(
            server,
            files,
            Map.of("static", ServerProcess.TOKEN, "guest", token),
            documents(server));
    List<Recording> recordings = Recording.all(Product.root());
    replay.learn(recordings);
    List<String> wrong = new ArrayList<>();
    for (Recording recording : recordings) {
      if (recording.number().equals("215")) {
        files.replace("/ext/orphan.yaml", null);
      }
      if (recording.number().equals("226")) {
        replay.deleteLocation("3879a265-2b43-4b6f-9681-db49fac2d9a6");
        replay.deleteLocation("8299c2b4-675c-4e45-8643-19c7b2c9ae89");
      }
      String problem = replay.problem(recording);
      if (!problem.isEmpty()) {
        wrong.add(recording.number() + " " + recording.name() + ": " + problem);
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertEquals(RECORDINGS, recordings.size());
  }

  private static List<OpenApiDocument> documents(ServerProcess server) throws Exception {
    List<OpenApiDocument> documents = new ArrayList<>();
    documents.add(
        new OpenApiDocument(
            JSON.readTree(server.get("/api/catalog/openapi.json", ServerProcess.TOKEN).body())));
    Path file =
        Product.root().resolve("../shared/openapi/plugin-catalog-backend.openapi.json").normalize();
    if (Files.exists(file)) {
      JsonNode reference = JSON.readTree(Files.readAllBytes(file));
      ((ObjectNode) reference.at("/servers/0")).put("url", "/api/catalog");
      documents.add(new OpenApiDocument(reference));
    } else {
      System.out.println("skipped in part: no folder ../shared/openapi beside the repository");
    }
    return documents;
  }
}
