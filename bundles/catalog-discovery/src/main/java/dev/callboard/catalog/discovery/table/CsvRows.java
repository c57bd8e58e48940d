package dev.callboard.catalog.discovery.table;

import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads CSV as RFC 4180 describes it: the first line names the columns, quotes may enclose commas,
 * line breaks and doubled quotes. A line without content is passed over.
 */
final class CsvRows {
  private final String text;
  private final char separator;
  private int at;

  private CsvRows(String text, char separator) {
    this.text = text;
    this.separator = separator;
  }

  /** Returns the rows as objects of texts. */
  static List<Object> read(String text, char separator) {
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    CsvRows reader = new CsvRows(clean, separator);
    List<Object> rows = new ArrayList<>();
    List<String> names = null;
    for (int line = 1; reader.at < clean.length(); line++) {
      List<String> cells = reader.row();
      if (cells.size() == 1 && cells.get(0).isBlank()) {
        continue;
      }
      if (names == null) {
        names = cells.stream().map(String::strip).toList();
        continue;
      }
      if (cells.size() != names.size()) {
        throw PortalException.input(
            "row "
                + line
                + " has "
                + cells.size()
                + " cells, but there are "
                + names.size()
                + " columns");
      }
      Map<String, Object> row = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        row.put(names.get(i), cells.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private List<String> row() {
    List<String> cells = new ArrayList<>();
    while (true) {
      cells.add(cell());
      if (at >= text.length()) {
        return cells;
      }
      char end = text.charAt(at++);
      if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      if (end != separator) {
        return cells;
      }
    }
  }

  private String cell() {
    StringBuilder cell = new StringBuilder();
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    at += quoted ? 1 : 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (quoted && c == '"') {
        at++;
        if (at >= text.length() || text.charAt(at) != '"') {
          quoted = false;
          continue;
        }
      } else if (!quoted && (c == separator || c == '\n' || c == '\r')) {
        return cell.toString();
      }
      cell.append(c);
      at++;
    }
    if (quoted) {
      throw PortalException.input("a quote is never closed");
    }
    return cell.toString();
  }
}
