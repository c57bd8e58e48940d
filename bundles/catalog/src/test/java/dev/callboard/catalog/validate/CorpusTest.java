package dev.callboard.catalog.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.catalog.Shared;
import dev.callboard.catalog.model.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every real file of the corpus, one document at a time, against the verdicts of the reference. */
class CorpusTest {
  private final ObjectMapper json = new ObjectMapper();
  private final EntityFileValidator validator = new EntityFileValidator();
  private final Map<String, List<DocumentVerdict>> cache = new HashMap<>();

  @Test
  void verdictsAndRelationsAreThoseOfTheReference() throws IOException {
    Path corpus = Shared.folder("corpus");
    Map<String, JsonNode> relations = new HashMap<>();
    for (String line : Files.readAllLines(corpus.resolve("relations.jsonl"))) {
      JsonNode node = json.readTree(line);
      relations.put(key(node), node.get("relations"));
    }
    Map<String, String> differences = new TreeMap<>();
    int checked = 0;
    for (String line : Files.readAllLines(corpus.resolve("verdicts.jsonl"))) {
      JsonNode expected = json.readTree(line);
      List<DocumentVerdict> verdicts = validate(corpus, expected.get("file").asText());
      int index = expected.get("doc").asInt();
      checked++;
      if (index >= verdicts.size()) {
        differences.put(key(expected), "no such document, found " + verdicts.size());
        continue;
      }
      String difference = compare(expected, verdicts.get(index), relations.get(key(expected)));
      if (!difference.isEmpty()) {
        differences.put(key(expected), difference);
      }
    }
    assertEquals(650, checked);
    Map<String, String> known = known();
    Set<String> unexplained = new TreeSet<>(differences.keySet());
    unexplained.removeAll(known.keySet());
    StringBuilder report = new StringBuilder();
    unexplained.forEach(k -> report.append(k).append(": ").append(differences.get(k)).append('\n'));
    assertEquals("", report.toString());
    Set<String> gone = new TreeSet<>(known.keySet());
    gone.removeAll(differences.keySet());
    assertTrue(gone.isEmpty(), "no longer different, take them off the list: " + gone);
  }

  private List<DocumentVerdict> validate(Path corpus, String file) throws IOException {
    List<DocumentVerdict> known = cache.get(file);
    if (known != null) {
      return known;
    }
    String[] parts = file.split("/");
    Path root = corpus.resolve(parts[0]).resolve(parts[1]);
    String url = "https://github.com/" + parts[1].replace("__", "/") + "/blob/main/";
    List<DocumentVerdict> verdicts =
        validator.validate(corpus.resolve(file), root, Optional.of(url + "catalog-info.yaml"));
    cache.put(file, verdicts);
    return verdicts;
  }

  private static String compare(JsonNode expected, DocumentVerdict actual, JsonNode relations) {
    String verdict = expected.get("verdict").asText();
    // a file that a placeholder names and the corpus lacks: only what comes before can be compared
    boolean incomplete =
        expected.path("placeholder_missing").asBoolean()
            && !actual.errors().isEmpty()
            && actual.errors().stream().allMatch(error -> error.stage() == Stage.PLACEHOLDER);
    if (incomplete && verdict.equals("valid")) {
      return "";
    }
    if (!verdict.equals(actual.verdict().text())) {
      return verdict
          + " expected ("
          + expected.path("error").asText()
          + "), got "
          + actual.verdict().text()
          + " "
          + actual.errors();
    }
    if (actual.verdict() != Verdict.VALID) {
      return actual.errors().isEmpty() && actual.verdict() != Verdict.EMPTY ? "no error" : "";
    }
    if (!expected.get("entityRef").asText().equals(actual.ref().orElse(""))) {
      return "ref " + actual.ref();
    }
    Set<String> wanted = new HashSet<>();
    relations.forEach(
        r ->
            wanted.add(
                r.get("source").asText()
                    + " "
                    + r.get("type").asText()
                    + " "
                    + r.get("target").asText()));
    Set<String> found = new HashSet<>();
    actual.relations().forEach(r -> found.add(r.source() + " " + r.type() + " " + r.target()));
    return wanted.equals(found) ? "" : "relations " + wanted + " expected, got " + found;
  }

  private static String key(JsonNode node) {
    return node.get("file").asText() + "#" + node.get("doc").asInt();
  }

  /** The list of differences that stay, each with its reason. */
  private static Map<String, String> known() throws IOException {
    Map<String, String> known = new HashMap<>();
    try (InputStream in = CorpusTest.class.getResourceAsStream("/corpus-differences.tsv")) {
      List<String> lines =
          new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
      for (String line : lines) {
        String[] columns = line.split("\t");
        assertEquals(2, columns.length, line);
        known.put(columns[0], columns[1]);
      }
    }
    return known;
  }
}
