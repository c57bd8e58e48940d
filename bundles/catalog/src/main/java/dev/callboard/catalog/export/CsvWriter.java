package dev.callboard.catalog.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes rows as RFC 4180 says: commas, lines that end with CR LF, quotes doubled within quotes.
 *
 * <p>A spreadsheet takes a text that begins with one of a few signs for a formula and runs it, so
 * such a text gets an apostrophe in front, as OWASP advises ("CSV injection"). Numbers stay as they
 * are. Texts with a semicolon or tab are quoted too, since some programs split there.
 */
final class CsvWriter {
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
  private static final String QUOTED = ",\";\t\r\n'";

  private final OutputStream out;

  CsvWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes a row. */
  void row(List<?> cells) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        line.append(',');
      }
      append(line, cells.get(i));
    }
    out.write(line.append("\r\n").toString().getBytes(UTF_8));
  }

  private static void append(StringBuilder line, Object cell) {
    if (cell == null) {
      return;
    }
    String text = cell.toString();
    if (cell instanceof String && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    if (text.chars().noneMatch(c -> QUOTED.indexOf(c) >= 0)) {
      line.append(text);
      return;
    }
    line.append('"').append(text.replace("\"", "\"\"")).append('"');
  }
}
