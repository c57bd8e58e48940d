package dev.callboard.audit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a table as RFC 4180 has it. What a spreadsheet would take for a formula gets an
 * apostrophe in front, as OWASP advises ("CSV injection").
 */
final class CsvLine {
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
  private static final String QUOTED = ",\";\t\r\n'";

  private CsvLine() {}

  static String of(List<String> cells) {
    return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String value) {
    boolean formula = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0;
    String text = formula ? "'" + value : value;
    return text.chars().noneMatch(c -> QUOTED.indexOf(c) >= 0)
        ? text
        : '"' + text.replace("\"", "\"\"") + '"';
  }
}
