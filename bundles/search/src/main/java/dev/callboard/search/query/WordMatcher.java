package dev.callboard.search.query;

import dev.callboard.search.text.TextAnalysis;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells which words of a text are what was looked for, to be marked. For one search. */
final class WordMatcher {
  private static final int SAME_START = 3;

  private final TextAnalysis analysis;
  private final Set<String> parts = new HashSet<>();
  private final Set<String> stems = new HashSet<>();
  private final Map<String, Boolean> known = new HashMap<>();
  private final boolean tolerant;

  /**
   * Makes a matcher.
   *
   * @param tolerant whether words with slips of the pen are meant too
   */
  WordMatcher(List<SearchWord> words, TextAnalysis analysis, boolean tolerant) {
    this.analysis = analysis;
    this.tolerant = tolerant;
    for (SearchWord word : words) {
      parts.addAll(word.parts());
      parts.add(word.joined());
      word.stems().values().forEach(stems::addAll);
    }
    stems.addAll(parts);
  }

  /** Returns whether a folded word is meant. */
  boolean matches(String word) {
    // Results of one search have many words in common.
    return known.computeIfAbsent(word, this::compare);
  }

  private boolean compare(String word) {
    for (String part : parts) {
      if (word.startsWith(part) || (tolerant && resembles(word, part))) {
        return true;
      }
    }
    for (String stem : stems) {
      // Reducing a word to its stem is dear, and words of one stem begin alike.
      if (word.regionMatches(0, stem, 0, Math.min(SAME_START, stem.length()))
          && (stems.contains(word) || analysis.stems(word).contains(stem))) {
        return true;
      }
    }
    return false;
  }

  private static boolean resembles(String word, String part) {
    int slips = TermQueries.slips(part);
    return slips > 0
        && Math.abs(word.length() - part.length()) <= slips
        && word.charAt(0) == part.charAt(0)
        && distance(word, part) <= slips;
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
