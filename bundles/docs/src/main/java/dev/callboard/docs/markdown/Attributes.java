package dev.callboard.docs.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;

/** An attribute list, {@code {#id .class key="value"}}, as the last child of what it describes. */
final class Attributes extends CustomNode {
  private static final Pattern PART =
      Pattern.compile(
          "([#.])([^\\s#.=\"'}]+)|([A-Za-z_:@][-\\w:.]*)=(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'}]+))|([A-Za-z][-\\w]*)");

  private final Map<String, String> values;

  private Attributes(Map<String, String> values) {
    this.values = values;
  }

  /** Reads what stands between the braces. */
  static Map<String, String> read(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher part = PART.matcher(text);
    while (part.find()) {
      if (part.group(1) != null) {
        if (part.group(1).equals("#")) {
          values.put("id", part.group(2));
        } else {
          values.merge("class", part.group(2), (a, b) -> a + ' ' + b);
        }
      } else if (part.group(3) != null) {
        values.put(part.group(3), first(part.group(4), part.group(5), part.group(6)));
      } else {
        values.put(part.group(7), part.group(7));
      }
    }
    return values;
  }

  private static String first(String a, String b, String c) {
    if (a != null) {
      return a;
    }
    return b != null ? b : c;
  }

  static void put(Node node, String text) {
    Attributes attributes = new Attributes(read(text));
    if (node.getLastChild() instanceof Attributes before) {
      attributes.values.forEach(before.values::put);
      return;
    }
    node.appendChild(attributes);
  }

  /** Returns the attributes of a node, empty for none. */
  static Map<String, String> of(Node node) {
    return node.getLastChild() instanceof Attributes attributes ? attributes.values : Map.of();
  }
}
