package dev.callboard.supply.chain.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.supply.chain.finding.Finding;
import dev.callboard.supply.chain.finding.FindingState;
import dev.callboard.supply.chain.format.DocumentLimits;
import dev.callboard.supply.chain.format.DocumentReader;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.Severity;
import dev.callboard.supply.chain.model.Statement;
import dev.callboard.supply.chain.model.VexStatus;
import dev.callboard.testing.MapConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written is what the readers of the same formats understand. */
class ExportTest {
  private static final String PURL = "pkg:maven/org.example/web@2";
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private static VexData data() {
    return new VexData(
        "component:default/pay",
        Stream.of(FindingState.values())
            .map(state -> new VexData.Entry(finding(state), Set.of(PURL), "code_not_reachable"))
            .toList());
  }

  private static Finding finding(FindingState state) {
    String id = id(state);
    return new Finding(
        state.ordinal(),
        "component:default/pay",
        id,
        List.of(id, "GHSA-aaaa-bbbb-000" + state.ordinal()),
        "Title",
        Severity.HIGH,
        7.5,
        "3",
        List.of("org.example:web@2"),
        List.of("trivy"),
        "",
        -1,
        false,
        state,
        "for a reason",
        1,
        1,
        1,
        false);
  }

  private static Map<String, VexStatus> read(Map<String, Object> json) throws Exception {
    SecurityDocument document =
        new DocumentReader()
            .read(
                JsonMapper.builder().build().writeValueAsBytes(json),
                DocumentLimits.of(MapConfig.empty()));
    assertEquals(FindingState.values().length, document.statements().size());
    for (Statement each : document.statements()) {
      assertEquals("org.example:web", each.pkg().orElseThrow().name());
    }
    return document.statements().stream()
        .collect(Collectors.toMap(Statement::vulnerability, Statement::status));
  }

  private static String id(FindingState state) {
    return "CVE-2026-1000" + state.ordinal();
  }

  @Test
  void openVexSaysTheSameWhenItIsReadAgain() throws Exception {
    Map<String, VexStatus> read = read(OpenVexExport.of(data(), NOW));
    assertEquals(VexStatus.UNDER_INVESTIGATION, read.get(id(FindingState.OPEN)));
    assertEquals(VexStatus.UNDER_INVESTIGATION, read.get(id(FindingState.ACKNOWLEDGED)));
    assertEquals(VexStatus.AFFECTED, read.get(id(FindingState.ACCEPTED)));
    assertEquals(VexStatus.NOT_AFFECTED, read.get(id(FindingState.NOT_AFFECTED)));
    assertEquals(VexStatus.NOT_AFFECTED, read.get(id(FindingState.FALSE_POSITIVE)));
    assertEquals(VexStatus.FIXED, read.get(id(FindingState.FIXED)));
  }

  @Test
  void cycloneDxSaysTheSameWhenItIsReadAgain() throws Exception {
    Map<String, VexStatus> read = read(CycloneDxExport.of(data(), NOW));
    assertEquals(VexStatus.UNDER_INVESTIGATION, read.get(id(FindingState.OPEN)));
    assertEquals(VexStatus.NOT_AFFECTED, read.get(id(FindingState.NOT_AFFECTED)));
    assertEquals(VexStatus.FALSE_POSITIVE, read.get(id(FindingState.FALSE_POSITIVE)));
    assertEquals(VexStatus.FIXED, read.get(id(FindingState.FIXED)));
  }
}
