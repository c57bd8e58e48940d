package dev.callboard.cli.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.catalog.validate.DocumentVerdict;
import dev.callboard.catalog.validate.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One JSON object a line for each document. */
final class JsonReport extends Report {
  private final ObjectMapper mapper = new ObjectMapper();

  JsonReport(PrintWriter out) {
    super(out);
  }

  @Override
  void write(PrintWriter to, Path file, DocumentVerdict verdict) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    json.put("doc", verdict.index());
    json.put("line", verdict.line());
    json.put("verdict", verdict.verdict().text());
    json.put("entityRef", verdict.ref().orElse(null));
    json.put("errors", findings(verdict.errors()));
    json.put("warnings", findings(verdict.warnings()));
    json.put(
        "relations",
        verdict.relations().stream()
            .map(
                relation ->
                    Map.of(
                        "source", relation.source(),
                        "type", relation.type(),
                        "target", relation.target()))
            .toList());
    try {
      to.println(mapper.writeValueAsString(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can always be written", e);
    }
  }

  @Override
  void end(PrintWriter to, int acceptedCount, int refusedCount, int emptyCount) {
    // A reader counts the lines.
  }

  private static List<Map<String, Object>> findings(List<Finding> findings) {
    return findings.stream()
        .map(
            finding ->
                Map.<String, Object>of(
                    "line", finding.line(),
                    "column", finding.column(),
                    "stage", finding.stage().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    "message", finding.message()))
        .toList();
  }
}
