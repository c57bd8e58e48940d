package dev.callboard.scorecards.rest;

import dev.callboard.scorecards.define.Check;
import dev.callboard.scorecards.store.Result;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as RFC 4180 has it. Stateless. */
final class Csv {
  private Csv() {}

  static String of(List<Result> results, Map<String, Check> checks) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        Stream.of("entity", "check", "title", "outcome", "message", "evidence", "waiver", "since"));
    for (Result each : results) {
      Check check = checks.get(each.check());
      line(
          text,
          Stream.of(
              each.entityRef(),
              each.check(),
              check == null ? "" : check.title(),
              each.outcome().text(),
              each.message(),
              each.evidence(),
              each.waiver(),
              Json.time(each.from())));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, Stream<String> values) {
    text.append(values.map(Csv::quoted).collect(Collectors.joining(","))).append("\r\n");
  }

  /** What a spreadsheet would take for a formula is made a text. */
  private static String quoted(String value) {
    String safe = value.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + value : value;
    return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
