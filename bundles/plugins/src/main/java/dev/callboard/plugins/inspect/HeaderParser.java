package dev.callboard.plugins.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Splits manifest headers by the common header syntax of OSGi Core 8, section 3.2.4. */
public final class HeaderParser {
  private HeaderParser() {}

  /**
   * Splits a header into its clauses.
   *
   * @param header the value, not null
   * @return the clauses; empty for an empty header
   * @throws IllegalArgumentException when a quote is not closed, a clause is empty, or a name is
   *     given twice in a clause
   */
  public static List<HeaderClause> parse(String header) {
    List<HeaderClause> clauses = new ArrayList<>();
    if (header.isBlank()) {
      return clauses;
    }
    for (String clause : split(header, ',')) {
      clauses.add(clause(clause));
    }
    return clauses;
  }

  /** Returns how many clauses a header has, without making anything of them. */
  static int count(String header) {
    if (header.isBlank()) {
      return 0;
    }
    int count = 1;
    boolean quoted = false;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        count++;
      }
    }
    return count;
  }

  private static HeaderClause clause(String text) {
    List<String> paths = new ArrayList<>();
    Map<String, String> attributes = new LinkedHashMap<>();
    Map<String, String> directives = new LinkedHashMap<>();
    for (String part : split(text, ';')) {
      int sign = indexOfSign(part);
      if (sign < 0) {
        paths.add(unquote(part.strip()));
        continue;
      }
      boolean directive = sign > 0 && part.charAt(sign - 1) == ':';
      String name = part.substring(0, directive ? sign - 1 : sign).strip();
      int type = directive ? -1 : name.indexOf(':');
      String key = type < 0 ? name : name.substring(0, type).strip();
      Map<String, String> target = directive ? directives : attributes;
      if (target.put(key, unquote(part.substring(sign + 1).strip())) != null) {
        throw new IllegalArgumentException("'" + key + "' is given twice in one clause");
      }
    }
    if (paths.isEmpty() || paths.contains("")) {
      throw new IllegalArgumentException("a clause has no name");
    }
    return new HeaderClause(paths, attributes, directives);
  }

  private static int indexOfSign(String part) {
    int quote = part.indexOf('"');
    int sign = part.indexOf('=');
    return quote >= 0 && quote < sign ? -1 : sign;
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static String unquote(String text) {
    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() - 1) {
        i++;
        c = text.charAt(i);
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
