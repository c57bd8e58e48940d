package dev.callboard.docs.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines between two {@code ---} at the start of a page. Only {@code key: text} is taken; what
 * is nested is left out, as nothing here uses it.
 *
 * @param meta the values by key
 * @param body the page without them
 */
record FrontMatter(Map<String, Object> meta, String body) {
  private static final Pattern BLOCK =
      Pattern.compile(
          "\\A---[ \\t]*\\n(.*?\\n)?(?:---|\\.\\.\\.)[ \\t]*(?:\\n|\\z)", Pattern.DOTALL);
  private static final Pattern ENTRY =
      Pattern.compile("^([A-Za-z][\\w-]{0,60}):[ \\t]+(\\S[^\\n]{0,500})$", Pattern.MULTILINE);

  static FrontMatter of(String text) {
    if (!text.startsWith("---")) {
      return new FrontMatter(Map.of(), text);
    }
    Matcher block = BLOCK.matcher(text);
    if (!block.find()) {
      return new FrontMatter(Map.of(), text);
    }
    Map<String, Object> meta = new LinkedHashMap<>();
    Matcher entry = ENTRY.matcher(block.group(1) == null ? "" : block.group(1));
    while (entry.find()) {
      meta.putIfAbsent(entry.group(1), unquoted(entry.group(2).strip()));
    }
    return new FrontMatter(meta, text.substring(block.end()));
  }

  private static String unquoted(String text) {
    char first = text.charAt(0);
    boolean quoted =
        text.length() > 1
            && (first == '"' || first == '\'')
            && text.charAt(text.length() - 1) == first;
    return quoted ? text.substring(1, text.length() - 1).replace("''", "'") : text;
  }
}
