package dev.callboard.supply.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.format.DocumentLimits;
import dev.callboard.supply.chain.format.DocumentReader;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.testing.MapConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorpusTest {
  /** What real files are refused for, by the end of their name. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry(".asff.golden", "not known by its keys (Findings)"),
          Map.entry(".gitlab-codequality.golden", "not known by its keys (type, "),
          Map.entry(".gitlab.golden", "not known by its keys (version, scan, "),
          Map.entry(".gsbom.golden", "not known by its keys (version, detector, "),
          Map.entry(".html.golden", "has a document type, which is not allowed"),
          Map.entry(".junit.golden", "The root element must be 'bom'"),
          Map.entry(".intoto.jsonl", "in-toto envelope"),
          Map.entry("config/repository.yaml", "The format is not known; send one of"),
          Map.entry("default/0.1/index.json", "not known by its keys"),
          Map.entry("default/vex-repository.json", "not known by its keys"),
          Map.entry("GO-2021-0113.json", "send it to feeds/osv"));

  private final DocumentReader reader = new DocumentReader();
  private final DocumentLimits limits = DocumentLimits.of(MapConfig.empty());

  @Test
  void everyRealFileIsReadOrRefusedForAReason() throws Exception {
    Path folder =
        Path.of(System.getProperty("callboard.root", ".")).resolve("../shared/corpus/sbom");
    if (!Files.exists(folder)) {
      System.out.println("skipped: no folder ../shared/corpus/sbom beside the repository");
    }
    assumeTrue(Files.exists(folder));
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> read = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString();
        String reason =
            REFUSED.entrySet().stream()
                .filter(each -> name.endsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        check(name, Files.readAllBytes(file), reason, wrong, read);
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(read.getOrDefault("cyclonedx", 0) > 60, read.toString());
    assertTrue(read.getOrDefault("trivy", 0) > 25, read.toString());
    assertTrue(read.getOrDefault("spdx", 0) > 10, read.toString());
  }

  private void check(
      String name, byte[] body, String reason, List<String> wrong, Map<String, Integer> read) {
    try {
      SecurityDocument document = reader.read(body, limits);
      read.merge(document.format(), 1, Integer::sum);
      if (!reason.isEmpty()) {
        wrong.add(name + " was read as " + document.format());
      }
    } catch (PortalException e) {
      if (reason.isEmpty() || !e.getMessage().contains(reason)) {
        wrong.add(name + ": " + e.getMessage());
      }
    }
  }
}
