package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.it.support.CommandLine;
import dev.callboard.it.support.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The command {@code validate} of the built product over every document of the corpus. */
class ValidateIT {
  private final CommandLine callboard;

  ValidateIT() throws IOException {
    callboard = new CommandLine();
  }

  @AfterEach
  void close() throws IOException {
    callboard.close();
  }

  @Test
  void verdictsAndRelationsAreThoseOfTheReference() throws Exception {
    Path corpus = CatalogTestData.corpus();
    List<JsonNode> expected = CatalogTestData.lines(corpus.resolve("verdicts.jsonl"));
    Map<String, Set<String>> relations = new HashMap<>();
    for (JsonNode node : CatalogTestData.lines(corpus.resolve("relations.jsonl"))) {
      relations.put(key(node), edges(node.get("relations")));
    }
    Map<String, JsonNode> actual = validate(corpus, expected);
    Map<String, String> differences = new TreeMap<>();
    for (JsonNode node : expected) {
      String difference = compare(node, actual.get(key(node)), relations.get(key(node)));
      if (!difference.isEmpty()) {
        differences.put(key(node), difference);
      }
    }
    System.out.println(
        "validate: " + expected.size() + " documents, " + differences.size() + " differ");
    Map<String, String> known = known();
    Set<String> gone = new TreeSet<>(known.keySet());
    gone.removeAll(differences.keySet());
    differences.keySet().removeAll(known.keySet());
    assertEquals(Map.of(), differences);
    assertEquals(Set.of(), gone, "no longer different, take them off the list");
  }

  /** Runs the command once for each repository, since placeholders read below its root. */
  private Map<String, JsonNode> validate(Path corpus, List<JsonNode> expected) throws Exception {
    Map<Path, Set<String>> repositories = new TreeMap<>();
    for (JsonNode node : expected) {
      Path file = Path.of(node.get("file").asText());
      repositories
          .computeIfAbsent(corpus.resolve(file.subpath(0, 2)), path -> new LinkedHashSet<>())
          .add(corpus.resolve(file).toString());
    }
    Map<String, JsonNode> actual = new HashMap<>();
    for (Map.Entry<Path, Set<String>> each : repositories.entrySet()) {
      actual.putAll(run(corpus, each.getKey(), each.getValue(), List.of()));
    }
    // What a URL in a placeholder means depends on where the file itself is read from.
    Set<String> again = new TreeSet<>();
    actual.values().stream()
        .filter(line -> line.get("warnings").toString().contains("placeholder"))
        .forEach(line -> again.add(line.get("file").asText()));
    for (String file : again) {
      Path repository = corpus.resolve(corpus.relativize(Path.of(file)).subpath(0, 2));
      String name = repository.getFileName().toString().replace("__", "/");
      String url = "https://github.com/" + name + "/blob/main/catalog-info.yaml";
      actual.putAll(run(corpus, repository, Set.of(file), List.of("--url", url)));
    }
    return actual;
  }

  private Map<String, JsonNode> run(Path corpus, Path root, Set<String> files, List<String> options)
      throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("validate", "--format", "json", "--root", root.toString()));
    arguments.addAll(options);
    arguments.addAll(files);
    CommandLine.Outcome outcome = callboard.run(arguments);
    assertTrue(outcome.status() <= 1, outcome.errors());
    Map<String, JsonNode> found = new HashMap<>();
    for (JsonNode line : CatalogTestData.lines(outcome.output())) {
      Path file = corpus.relativize(Path.of(line.get("file").asText()));
      found.put(file + "#" + line.get("doc").asInt(), line);
    }
    return found;
  }

  private static String compare(JsonNode expected, JsonNode actual, Set<String> relations) {
    if (actual == null) {
      return "no such document";
    }
    String verdict = expected.get("verdict").asText();
    // A file that a placeholder names and the corpus lacks: nothing after it can be compared.
    if (expected.path("placeholder_missing").asBoolean()
        && verdict.equals("valid")
        && onlyPlaceholders(actual.get("errors"))) {
      return "";
    }
    if (!verdict.equals(actual.get("verdict").asText())) {
      return verdict + " expected, got " + actual;
    }
    if (!verdict.equals("valid")) {
      return "";
    }
    if (!expected.get("entityRef").equals(actual.get("entityRef"))) {
      return "reference " + actual.get("entityRef");
    }
    Set<String> found = edges(actual.get("relations"));
    return found.equals(relations) ? "" : relations + " expected, got " + found;
  }

  private static boolean onlyPlaceholders(JsonNode errors) {
    for (JsonNode error : errors) {
      if (!error.get("stage").asText().equals("placeholder")) {
        return false;
      }
    }
    return !errors.isEmpty();
  }

  private static Set<String> edges(JsonNode relations) {
    Set<String> edges = new HashSet<>();
    relations.forEach(
        r -> edges.add(r.get("source") + " " + r.get("type") + " " + r.get("target")));
    return edges;
  }

  private static String key(JsonNode node) {
    return node.get("file").asText() + "#" + node.get("doc").asInt();
  }

  /** The list of differences that stay, each with its reason. */
  private static Map<String, String> known() throws IOException {
    Path list = Product.root().resolve("bundles/catalog/src/test/resources/corpus-differences.tsv");
    Map<String, String> known = new HashMap<>();
    for (String line : Files.readAllLines(list)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] columns = line.split("\t");
        assertEquals(2, columns.length, line);
        known.put(columns[0], columns[1]);
      }
    }
    return known;
  }
}
