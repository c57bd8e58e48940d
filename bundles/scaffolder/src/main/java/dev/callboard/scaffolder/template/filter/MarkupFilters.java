package dev.callboard.scaffolder.template.filter;

import dev.callboard.scaffolder.template.regex.Regex;
import dev.callboard.scaffolder.template.value.Members;
import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.PatternMethods;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Texts;
import dev.callboard.scaffolder.template.value.Undefined;
import dev.callboard.scaffolder.template.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Filters for HTML and addresses. */
final class MarkupFilters {
  private static final Regex TAGS =
      new Regex("<\\/?([a-z][a-z0-9]*)\\b[^>]*>|<!--[\\s\\S]*?-->", "gi");
  private static final Regex PUNCTUATED =
      new Regex("^(?:\\(|<|&lt;)?(.*?)(?:\\.|,|\\)|\\n|&gt;)?$", "");
  private static final Regex MAIL =
      new Regex("^[\\w.!#$%&'*+\\-\\/=?\\^`{|}~]+@[a-z\\d\\-]+(\\.[a-z\\d\\-]+)+$", "i");
  private static final Regex DOMAIN = new Regex("\\.(?:org|net|com)(?:\\:|\\/|$)", "");
  private static final String UNESCAPED = "-_.!~*'()";

  private MarkupFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("striptags", MarkupFilters::stripTags);
    filters.put("urlencode", MarkupFilters::encode);
    filters.put("urlize", MarkupFilters::urlize);
  }

  private static String replaced(
      String text, String pattern, String flags, String by, Meter meter) {
    return PatternMethods.replace(text, new Regex(pattern, flags), by, meter);
  }

  private static Object stripTags(Given given) {
    Meter meter = given.meter();
    String text = PatternMethods.replace(given.normalText(), TAGS.fresh(), "", meter);
    text = Texts.trim(text);
    if (!given.isTrue(1)) {
      return TextFilters.like(given, replaced(text, "\\s+", "g", " ", meter));
    }
    text = replaced(text, "^ +| +$", "gm", "", meter);
    text = replaced(text, " +", "g", " ", meter);
    text = replaced(text, "(\\r\\n)", "g", "\n", meter);
    return TextFilters.like(given, replaced(text, "\\n\\n\\n+", "g", "\n\n", meter));
  }

  private static Object encode(Given given) {
    Object value = given.get(0);
    if (value instanceof String text) {
      return encoded(text, given.meter());
    }
    List<Object> pairs = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object pair : list) {
        pairs.add(pair(given.member(pair, 0), given.member(pair, 1), given.meter()));
      }
    } else if (value instanceof Map<?, ?> map) {
      for (String key : Members.keys(map)) {
        pairs.add(pair(key, map.get(key), given.meter()));
      }
    }
    return Values.join(pairs, "&", given.meter());
  }

  private static String pair(Object key, Object value, Meter meter) {
    String name = encoded(Values.text(key, meter), meter);
    return name + "=" + encoded(Values.text(value, meter), meter);
  }

  /** As {@code encodeURIComponent}. */
  private static String encoded(String text, Meter meter) {
    meter.chargeText(3.0 * text.length());
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      boolean isPlain = point < 128 && Character.isLetterOrDigit(point);
      if (isPlain || UNESCAPED.indexOf(point) >= 0) {
        out.appendCodePoint(point);
        continue;
      }
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw new ScriptError("half of a character cannot be encoded");
      }
      for (byte part : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
        out.append(String.format("%%%02X", part));
      }
    }
    return out.toString();
  }

  private static Object urlize(Given given) {
    Meter meter = given.meter();
    String text = given.text();
    String rel = given.get(2) == Boolean.TRUE ? " rel=\"nofollow\"" : "";
    Object length = given.get(1);
    boolean isWhole = length == Undefined.UNDEFINED || length instanceof Double it && it.isNaN();
    double shown = isWhole ? text.length() : Math.max(0, Values.integer(length, meter));
    StringBuilder out = new StringBuilder();
    int start = 0;
    while (start < text.length()) {
      boolean isSpace = Texts.isSpace(text.charAt(start));
      int end = start;
      while (end < text.length() && Texts.isSpace(text.charAt(end)) == isSpace) {
        end++;
      }
      String word = text.substring(start, end);
      out.append(isSpace ? word : link(word, shown, rel, meter));
      meter.chargeText(out.length());
      start = end;
    }
    return out.toString();
  }

  private static String link(String word, double shown, String rel, Meter meter) {
    int[] match = PUNCTUATED.find(word, 0, meter);
    String url = match == null ? word : word.substring(match[2], match[3]);
    String label = url.substring(0, (int) Math.min(url.length(), shown));
    if (url.startsWith("http://") || url.startsWith("https://")) {
      return anchor(url, rel, label);
    }
    if (url.startsWith("www.")) {
      return anchor("http://" + url, rel, label);
    }
    if (MAIL.find(url, 0, meter) != null) {
      return anchor("mailto:" + url, "", url);
    }
    return DOMAIN.find(url, 0, meter) == null ? word : anchor("http://" + url, rel, label);
  }

  private static String anchor(String address, String rel, String label) {
    return "<a href=\"" + address + "\"" + rel + ">" + label + "</a>";
  }
}
