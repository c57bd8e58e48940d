package dev.callboard.search.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.util.automaton.CompiledAutomaton;

/**
 * A word with slips of the pen: one in words of four letters or more, two in those of eight or
 * more. The first letter has to be right. For one search; not thread-safe.
 */
final class SlipsOfWord {
  /** From this length on looking at words is cheaper than making the automaton. */
  private static final int LONG = 11;

  /** As many as a letter can have. */
  private static final int MOST_BYTES = 4;

  private final String word;
  private final int most;
  private final int bytesOfWord;
  private CompiledAutomaton automaton;

  SlipsOfWord(String word) {
    this.word = word;
    this.most = most(word);
    this.bytesOfWord = word.getBytes(UTF_8).length;
  }

  /** Returns how many slips a word may have. */
  static int most(String word) {
    return word.length() < 4 ? 0 : word.length() < 8 ? 1 : 2;
  }

  String word() {
    return word;
  }

  boolean isLong() {
    return word.length() >= LONG;
  }

  /** Returns what every word that may be meant begins with. */
  String firstLetter() {
    return word.substring(0, word.offsetByCodePoints(0, 1));
  }

  /** Returns whether a word of so many bytes may be meant. */
  boolean mayHaveBytes(int bytes) {
    int slack = most * MOST_BYTES;
    return bytes >= bytesOfWord - slack && bytes <= bytesOfWord + slack;
  }

  /** Returns what accepts the word with slips. */
  CompiledAutomaton automaton() {
    if (automaton == null) {
      automaton = FuzzyQuery.getFuzzyAutomaton(word, most, 1, true);
    }
    return automaton;
  }

  /** Returns how much another word is like this one, at most 1. */
  float likeness(String other) {
    if (other.equals(word)) {
      return 1;
    }
    int letters = Math.min(length(other), length(word));
    return 1 - (float) Math.min(most, distance(other, word)) / letters;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns whether another word may be meant by this one. */
  boolean resembles(String other) {
    return most > 0
        && Math.abs(other.length() - word.length()) <= most
        && other.charAt(0) == word.charAt(0)
        && distance(other, word) <= most;
  }

  /** The distance of Damerau and Levenshtein where neighbours change places once. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[b.length()];
  }
}
