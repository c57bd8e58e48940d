package dev.callboard.docs.markdown;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys of a keyboard, {@code ++ctrl+alt+del++}. */
final class KeyMarks extends InlineMarks {
  private static final Pattern KEYS = Pattern.compile("\\+\\+([\\w\"-]+(?:\\+[\\w\"-]+)*)\\+\\+");
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("control", "Ctrl"),
          Map.entry("delete", "Del"),
          Map.entry("escape", "Esc"),
          Map.entry("insert", "Ins"),
          Map.entry("command", "Cmd"),
          Map.entry("windows", "Win"),
          Map.entry("page-up", "Page Up"),
          Map.entry("page-down", "Page Down"),
          Map.entry("arrow-up", "Up"),
          Map.entry("arrow-down", "Down"),
          Map.entry("arrow-left", "Left"),
          Map.entry("arrow-right", "Right"));
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("ctrl", "control"),
          Map.entry("del", "delete"),
          Map.entry("esc", "escape"),
          Map.entry("ins", "insert"),
          Map.entry("cmd", "command"),
          Map.entry("win", "windows"),
          Map.entry("return", "enter"),
          Map.entry("up", "arrow-up"),
          Map.entry("down", "arrow-down"),
          Map.entry("left", "arrow-left"),
          Map.entry("right", "arrow-right"));

  KeyMarks() {
    super('+');
  }

  @Override
  Pattern pattern() {
    return KEYS;
  }

  @Override
  String html(Matcher match) {
    StringBuilder html = new StringBuilder("<span class=\"keys\">");
    for (String key : match.group(1).split("\\+")) {
      String lower = key.replace("\"", "").toLowerCase(Locale.ROOT);
      String name = ALIASES.getOrDefault(lower, lower);
      html.append(html.length() > 20 ? "<span>+</span>" : "")
          .append("<kbd class=\"key-")
          .append(Html.escape(name))
          .append("\">")
          .append(Html.escape(NAMES.getOrDefault(name, title(name))))
          .append("</kbd>");
    }
    return html.append("</span>").toString();
  }

  private static String title(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('-', ' ');
  }
}
