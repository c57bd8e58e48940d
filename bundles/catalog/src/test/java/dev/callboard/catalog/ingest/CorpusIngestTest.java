package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.catalog.Shared;
import dev.callboard.catalog.store.Conflict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The whole corpus as one catalog. */
class CorpusIngestTest {
  @Test
  void eachValidReferenceIsServedOnceAndEachLostOneIsAConflict() throws Exception {
    Path corpus = Shared.folder("corpus");
    Path entities = corpus.resolve("entities").toRealPath();
    ObjectMapper json = new ObjectMapper();
    Map<String, List<String>> files = new HashMap<>();
    for (String line : Files.readAllLines(corpus.resolve("verdicts.jsonl"))) {
      JsonNode node = json.readTree(line);
      String file = node.get("file").asText();
      // a placeholder of a file that the corpus lacks makes the entity fail here
      if (file.startsWith("entities/")
          && node.get("verdict").asText().equals("valid")
          && !node.path("placeholder_missing").asBoolean()) {
        files
            .computeIfAbsent(node.get("entityRef").asText(), ref -> new ArrayList<>())
            .add("file:" + corpus.resolve(file).toRealPath());
      }
    }
    try (Bench bench = new Bench(entities)) {
      bench.run(".");
      Set<String> missing = new TreeSet<>(files.keySet());
      missing.removeAll(bench.index.entities().keySet());
      assertEquals(Set.of(), missing);

      Map<String, List<Conflict>> conflicts = new HashMap<>();
      bench
          .store
          .conflicts()
          .forEach(
              conflict ->
                  conflicts
                      .computeIfAbsent(conflict.ref(), ref -> new ArrayList<>())
                      .add(conflict));
      files.forEach(
          (ref, documents) -> {
            String winner =
                (String)
                    bench.index.at(
                        ref, "metadata", "annotations", "backstage.io/managed-by-location");
            assertTrue(documents.contains(winner), ref + " is served from " + winner);
            List<String> losers = new ArrayList<>(documents);
            losers.remove(winner);
            for (String loser : losers) {
              boolean reported =
                  conflicts.getOrDefault(ref, List.of()).stream()
                      .anyMatch(c -> c.loserKey().equals(loser) && c.winnerKey().equals(winner));
              assertTrue(
                  reported, ref + " lost by " + loser + " to " + winner + " is not reported");
            }
          });
      int applied = bench.index.applied();
      bench.audit.clear();
      RootRun.Outcome again = bench.run(".");
      assertEquals(0, again.created() + again.updated() + again.removed());
      assertEquals(List.of(), bench.audit.lines());
      assertEquals(applied, bench.index.applied());
    }
  }
}
