package dev.callboard.search.query;

import dev.callboard.search.text.Folding;

/**
 * Marks what was looked for, and cuts long texts down to the place where it stands: at most 35
 * words, and the first 15 of a text in which nothing is marked. For one search.
 */
final class Highlighter {
  private static final int MOST_WORDS = 35;
  private static final int FEWEST_WORDS = 15;

  /** How many words of the excerpt stand before the first marked one. */
  private static final int LEAD = 8;

  private static final int LONGEST_TEXT = 100_000;

  private final WordMatcher matcher;
  private final String before;
  private final String after;
  private final WordSpans words = new WordSpans();

  Highlighter(WordMatcher matcher, String before, String after) {
    this.matcher = matcher;
    this.before = before;
    this.after = after;
  }

  /** Returns a text with marks, cut to an excerpt when it is long. */
  String mark(String whole) {
    String text = whole.length() > LONGEST_TEXT ? whole.substring(0, LONGEST_TEXT) : whole;
    read(text);
    if (words.count() == 0) {
      return text;
    }
    int first = 0;
    int last = words.count();
    int from = 0;
    int to = text.length();
    if (words.count() > MOST_WORDS) {
      int marked = words.firstMarked();
      first = Math.max(0, Math.min(marked - LEAD, words.count() - MOST_WORDS));
      last = marked < 0 ? FEWEST_WORDS : Math.min(words.count(), first + MOST_WORDS);
      from = first == 0 ? 0 : words.from(first);
      to = last == words.count() ? text.length() : words.to(last - 1);
    }
    return marked(text, from, to, first, last);
  }

  private String marked(String text, int from, int to, int first, int last) {
    StringBuilder out = new StringBuilder(to - from + 64);
    int at = from;
    for (int word = first; word < last; word++) {
      if (words.isMarked(word)) {
        out.append(text, at, words.from(word)).append(before);
        out.append(text, words.from(word), words.to(word)).append(after);
        at = words.to(word);
      }
    }
    return out.append(text, at, to).toString();
  }

  /** Finds the words of a text, of a long one up to the end of the excerpt. */
  private void read(String text) {
    words.clear();
    int at = 0;
    while (at < text.length() && !isEnough()) {
      if (!Character.isLetterOrDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      add(text, at, end);
      at = end;
    }
  }

  private boolean isEnough() {
    int marked = words.firstMarked();
    return marked >= 0 && words.count() > Math.max(0, marked - LEAD) + MOST_WORDS;
  }

  /** Adds a word, or when only a part of it is meant, its parts. */
  private void add(String text, int from, int to) {
    if (isMeant(text, from, to)) {
      words.add(from, to, true);
      return;
    }
    int start = from;
    for (int i = from + 1; i < to; i++) {
      if (Character.isUpperCase(text.charAt(i)) && Character.isLowerCase(text.charAt(i - 1))) {
        words.add(start, i, isMeant(text, start, i));
        start = i;
      }
    }
    words.add(start, to, start != from && isMeant(text, start, to));
  }

  private boolean isMeant(String text, int from, int to) {
    return matcher.mayBegin(text.charAt(from))
        && matcher.matches(Folding.fold(text.substring(from, to)));
  }
}
