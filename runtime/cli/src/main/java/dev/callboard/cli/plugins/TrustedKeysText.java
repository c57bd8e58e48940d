package dev.callboard.cli.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Adds an item to {@code plugins.signatures.trustedKeys} in the text of a YAML file in block style.
 * It looks at indentation only; its caller checks the result.
 */
final class TrustedKeysText {
  private static final List<String> PATH = List.of("plugins", "signatures", "trustedKeys");

  private TrustedKeysText() {}

  static String add(String text, Map<String, String> entry) {
    List<String> lines = new ArrayList<>(text.isEmpty() ? List.of() : text.lines().toList());
    int start = 0;
    int end = lines.size();
    String indent = "";
    for (int depth = 0; depth < PATH.size(); depth++) {
      int found = find(lines, start, end, indent, PATH.get(depth));
      if (found < 0) {
        lines.addAll(trimmed(lines, start, end, indent), missing(depth, indent, entry));
        return String.join("\n", lines) + "\n";
      }
      start = found + 1;
      end = endOf(lines, start, end, indent, depth == PATH.size() - 1);
      indent = indentOf(lines, start, end, indent + "  ");
    }
    lines.addAll(trimmed(lines, start, end, indent), item(indent, entry).lines().toList());
    return String.join("\n", lines) + "\n";
  }

  /** Returns the item as YAML, with a line break at its end. */
  static String item(String indent, Map<String, String> entry) {
    StringBuilder item = new StringBuilder();
    entry.forEach(
        (key, value) ->
            item.append(indent + (item.isEmpty() ? "- " : "  "))
                .append(key)
                .append(": '")
                .append(value.replace("'", "''"))
                .append("'\n"));
    return item.toString();
  }

  private static List<String> missing(int depth, String indent, Map<String, String> entry) {
    List<String> added = new ArrayList<>();
    String deeper = indent;
    for (String key : PATH.subList(depth, PATH.size())) {
      added.add(deeper + key + ":");
      deeper += "  ";
    }
    added.addAll(item(deeper, entry).lines().toList());
    return added;
  }

  private static int find(List<String> lines, int start, int end, String indent, String key) {
    for (int i = start; i < end; i++) {
      if (lines.get(i).matches(Pattern.quote(indent + key + ":") + "\\s*(#.*)?")) {
        return i;
      }
    }
    return -1;
  }

  /** A list may start in the column of its key. */
  private static int endOf(List<String> lines, int start, int end, String indent, boolean list) {
    for (int i = start; i < end; i++) {
      String line = lines.get(i);
      boolean inside =
          line.isBlank()
              || line.strip().startsWith("#")
              || line.startsWith(indent + " ")
              || (list && line.startsWith(indent + "- "));
      if (!inside) {
        return i;
      }
    }
    return end;
  }

  private static String indentOf(List<String> lines, int start, int end, String other) {
    for (int i = start; i < end; i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        return line.substring(0, line.length() - line.stripLeading().length());
      }
    }
    return other;
  }

  /** Returns where to add: before the blank lines and comments that belong to what follows. */
  private static int trimmed(List<String> lines, int start, int end, String indent) {
    int at = end;
    while (at > start && (lines.get(at - 1).isBlank() || !lines.get(at - 1).startsWith(indent))) {
      at--;
    }
    return at;
  }
}
