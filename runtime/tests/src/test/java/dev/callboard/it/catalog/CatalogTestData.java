package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The corpus of real files beside the repository. */
final class CatalogTestData {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CatalogTestData() {}

  /** Returns its folder, or skips the test, saying so, when it is not there. */
  static Path corpus() throws IOException {
    Path corpus = Product.root().resolve("../shared/corpus").normalize();
    if (!Files.isDirectory(corpus)) {
      System.out.println("skipped: no folder ../shared/corpus beside the repository");
    }
    assumeTrue(Files.isDirectory(corpus));
    return corpus.toRealPath();
  }

  static List<JsonNode> lines(Path file) throws IOException {
    return lines(Files.readString(file));
  }

  static List<JsonNode> lines(String text) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : text.lines().toList()) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }
}
