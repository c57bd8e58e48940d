package dev.callboard.search.query;

import dev.callboard.search.text.Folding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Marks what was looked for, and cuts long texts down to the place where it stands: at most 35
 * words, and the first 15 of a text in which nothing is marked.
 */
final class Highlighter {
  private static final List<String> FIELDS = List.of("text", "title", "location", "path");
  private static final int MOST_WORDS = 35;
  private static final int FEWEST_WORDS = 15;

  /** How many words of the excerpt stand before the first marked one. */
  private static final int LEAD = 8;

  private static final int LONGEST_TEXT = 100_000;

  private final WordMatcher matcher;
  private final String before;
  private final String after;

  Highlighter(WordMatcher matcher, String before, String after) {
    this.matcher = matcher;
    this.before = before;
    this.after = after;
  }

  private record Span(int from, int to, boolean marked) {}

  /** Returns the marked texts of a document. */
  Map<String, String> fields(Map<String, Object> content) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : FIELDS) {
      fields.put(field, content.get(field) instanceof String text ? mark(text) : "");
    }
    return fields;
  }

  /** Returns a text with marks, cut to an excerpt when it is long. */
  String mark(String whole) {
    String text = whole.length() > LONGEST_TEXT ? whole.substring(0, LONGEST_TEXT) : whole;
    List<Span> words = words(text);
    if (words.isEmpty()) {
      return text;
    }
    int first = 0;
    int last = words.size();
    int from = 0;
    int to = text.length();
    if (words.size() > MOST_WORDS) {
      int marked = firstMarked(words);
      first = Math.max(0, Math.min(marked - LEAD, words.size() - MOST_WORDS));
      last = marked < 0 ? FEWEST_WORDS : Math.min(words.size(), first + MOST_WORDS);
      from = first == 0 ? 0 : words.get(first).from();
      to = last == words.size() ? text.length() : words.get(last - 1).to();
    }
    StringBuilder out = new StringBuilder(to - from + 64);
    int at = from;
    for (Span word : words.subList(first, last)) {
      if (word.marked()) {
        out.append(text, at, word.from()).append(before);
        out.append(text, word.from(), word.to()).append(after);
        at = word.to();
      }
    }
    return out.append(text, at, to).toString();
  }

  private static int firstMarked(List<Span> words) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).marked()) {
        return i;
      }
    }
    return -1;
  }

  private List<Span> words(String text) {
    List<Span> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (!Character.isLetterOrDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      add(words, text, at, end);
      at = end;
    }
    return words;
  }

  /** Adds a word, or when only a part of it is meant, its parts. */
  private void add(List<Span> words, String text, int from, int to) {
    if (matcher.matches(Folding.fold(text.substring(from, to)))) {
      words.add(new Span(from, to, true));
      return;
    }
    int start = from;
    for (int i = from + 1; i < to; i++) {
      if (Character.isUpperCase(text.charAt(i)) && Character.isLowerCase(text.charAt(i - 1))) {
        words.add(span(text, start, i));
        start = i;
      }
    }
    words.add(start == from ? new Span(from, to, false) : span(text, start, to));
  }

  private Span span(String text, int from, int to) {
    return new Span(from, to, matcher.matches(Folding.fold(text.substring(from, to))));
  }
}
