package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product with the whole corpus as its catalog. */
class CorpusIT {
  @TempDir Path temp;

  @Test
  void eachValidReferenceIsServedOnceAndEachLostDocumentIsAConflict() throws Exception {
    Path corpus = CatalogTestData.corpus();
    Map<String, List<String>> files = new HashMap<>();
    for (JsonNode node : CatalogTestData.lines(corpus.resolve("verdicts.jsonl"))) {
      String file = node.get("file").asText();
      // A placeholder of a file that the corpus lacks makes the entity fail here.
      if (file.startsWith("entities/")
          && node.get("verdict").asText().equals("valid")
          && !node.path("placeholder_missing").asBoolean()) {
        files
            .computeIfAbsent(node.get("entityRef").asText(), ref -> new ArrayList<>())
            .add("file:" + corpus.resolve(file).toRealPath());
      }
    }
    assertTrue(files.size() > 100, "the corpus has " + files.size() + " references");
    try (ServerProcess server =
        ServerProcess.in(temp).catalog(corpus.resolve("entities").toString()).start()) {
      Poll.until(
          "the corpus to be read",
          Duration.ofSeconds(60),
          () -> server.json("/api/catalog/ingestion").at("/locations/0"),
          location ->
              location.path("state").asText().equals("idle")
                  && location.has("lastEnd")
                  && !location.get("lastEnd").isNull());
      Map<String, String> served = new HashMap<>();
      for (JsonNode entity : server.json("/api/catalog/entities")) {
        String before = served.put(ref(entity), origin(entity));
        assertEquals(null, before, ref(entity) + " is served twice");
      }
      Set<String> missing = new TreeSet<>(files.keySet());
      missing.removeAll(served.keySet());
      assertEquals(Set.of(), missing);
      Set<List<String>> conflicts = new HashSet<>();
      for (JsonNode item : server.json("/api/catalog/ingestion/conflicts").get("items")) {
        conflicts.add(
            List.of(
                item.get("entityRef").asText(),
                item.get("source").asText(),
                item.get("winner").asText()));
      }
      files.forEach(
          (ref, documents) -> {
            String winner = served.get(ref);
            List<String> losers = new ArrayList<>(documents);
            assertTrue(losers.remove(winner), ref + " is served from " + winner);
            for (String loser : losers) {
              assertTrue(conflicts.contains(List.of(ref, loser, winner)), ref + " " + loser);
            }
          });
    }
  }

  private static String ref(JsonNode entity) {
    String namespace = entity.at("/metadata/namespace").asText("default");
    return (entity.get("kind").asText()
            + ":"
            + namespace
            + "/"
            + entity.at("/metadata/name").asText())
        .toLowerCase(Locale.ROOT);
  }

  private static String origin(JsonNode entity) {
    return entity.at("/metadata/annotations/backstage.io~1managed-by-location").asText();
  }
}
