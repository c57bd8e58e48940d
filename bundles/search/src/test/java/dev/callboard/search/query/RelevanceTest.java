package dev.callboard.search.query;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.search.catalog.SampleEntities;
import dev.callboard.search.fakes.ListCollator;
import dev.callboard.search.spi.SearchDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Judges the order of results: for each query people said what they mean by it. The measure is the
 * normalised discounted cumulative gain of the first ten results (Järvelin and Kekäläinen, 2002), 1
 * for the best order there can be.
 */
class RelevanceTest {
  private static final double WORST_MEAN = 0.97;
  private static final double WORST_MEAN_OF_CORPUS = 0.93;
  private static final double WORST_QUERY = 0.3;
  private static final int RESULTS = 10;

  @TempDir Path folder;

  @Test
  void peopleFindWhatTheyMean() throws Exception {
    ListCollator entities = new ListCollator("software-catalog");
    Map<String, String> ids = new HashMap<>();
    for (Entity entity : SampleEntities.read()) {
      SearchDocument document = SampleEntities.document(entity);
      entities.put(document);
      ids.put(
          document.location(), entity.kind().toLowerCase(Locale.ROOT) + ":" + entity.ref().name());
    }
    ListCollator pages = new ListCollator("pages");
    for (String[] row : rows("relevance-documents.tsv")) {
      SearchDocument.Builder page =
          SearchDocument.document(row[1], row[2], "/pages/" + row[1]).text(row[3]);
      Arrays.stream(row[4].split(",")).forEach(page::tag);
      pages.put(page.field("owner", row[5]).build());
      ids.put("/pages/" + row[1], row[0] + ":" + row[1]);
    }
    try (TestSearch search = new TestSearch(folder, entities, pages)) {
      search.awaitCount(ids.size(), "term=");
      List<String[]> queries = rows("relevance.tsv");
      assertTrue(queries.size() >= 60, "at least 60 queries are judged");
      judge(search, ids, queries, WORST_MEAN);
    }
  }

  @Test
  void peopleFindWhatTheyMeanInCatalogsThatOthersWrote() throws Exception {
    Path corpus = SampleEntities.root().resolve("../shared/corpus/entities").normalize();
    if (!Files.exists(corpus)) {
      System.out.println("skipped: no folder ../shared/corpus beside the repository");
    }
    assumeTrue(Files.exists(corpus));
    ListCollator entities = new ListCollator("software-catalog");
    Map<String, String> ids = new HashMap<>();
    for (Entity entity : SampleEntities.read(corpus)) {
      SearchDocument document = SampleEntities.document(entity);
      entities.put(document);
      ids.put(document.location(), document.id());
    }
    try (TestSearch search = new TestSearch(folder, entities)) {
      search.awaitCount(ids.size(), "term=");
      judge(search, ids, rows("relevance-corpus.tsv"), WORST_MEAN_OF_CORPUS);
    }
  }

  private static void judge(
      TestSearch search, Map<String, String> ids, List<String[]> queries, double worst)
      throws Exception {
    double sum = 0;
    List<String> bad = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String[] query : queries) {
      Map<String, Integer> grades = grades(query[1]);
      grades.keySet().stream().filter(id -> !ids.containsValue(id)).forEach(unknown::add);
      List<String> found = new ArrayList<>();
      search
          .ask("term=" + query[0], "pageLimit=" + RESULTS)
          .get("results")
          .forEach(result -> found.add(ids.get(result.at("/document/location").asText())));
      double score = score(found, grades);
      sum += score;
      if (score < 0.9) {
        System.out.printf("%.2f %s: %s%n", score, query[0], found);
      }
      if (score < WORST_QUERY) {
        bad.add(query[0] + ": " + found);
      }
    }
    double mean = sum / queries.size();
    System.out.printf("NDCG@10 %.3f over %d queries%n", mean, queries.size());
    assertTrue(unknown.isEmpty(), () -> "no documents " + unknown);
    assertTrue(bad.isEmpty(), () -> String.join("\n", bad));
    assertTrue(mean >= worst, "NDCG@10 is " + mean);
  }

  private static double score(List<String> found, Map<String, Integer> grades) {
    List<Integer> best = grades.values().stream().sorted((a, b) -> b - a).limit(RESULTS).toList();
    return gain(found.stream().map(id -> grades.getOrDefault(id, 0)).toList()) / gain(best);
  }

  private static double gain(List<Integer> grades) {
    double gain = 0;
    for (int i = 0; i < grades.size(); i++) {
      gain += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
    }
    return gain;
  }

  private static Map<String, Integer> grades(String text) {
    Map<String, Integer> grades = new HashMap<>();
    for (String each : text.split(",")) {
      int equals = each.indexOf('=');
      grades.put(each.substring(0, equals), Integer.parseInt(each.substring(equals + 1)));
    }
    return grades;
  }

  private static List<String[]> rows(String file) throws Exception {
    Path path = Path.of(RelevanceTest.class.getResource("/" + file).toURI());
    return Files.readAllLines(path).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t"))
        .toList();
  }
}
