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
  private final List<SlipsOfWord> parts;
  private final Set<String> stems = new HashSet<>();
  private final Map<String, Boolean> known = new HashMap<>();
  private final boolean[] first = new boolean[0x80];
  private final boolean tolerant;

  /**
   * Makes a matcher.
   *
   * @param tolerant whether words with slips of the pen are meant too
   */
  WordMatcher(List<SearchWord> words, TextAnalysis analysis, boolean tolerant) {
    this.analysis = analysis;
    this.tolerant = tolerant;
    Set<String> whole = new HashSet<>();
    for (SearchWord word : words) {
      whole.addAll(word.parts());
      whole.add(word.joined());
      word.stems().values().forEach(stems::addAll);
    }
    whole.remove("");
    parts = whole.stream().map(SlipsOfWord::new).toList();
    stems.addAll(whole);
    stems.remove("");
    for (String stem : stems) {
      if (stem.charAt(0) < first.length) {
        first[stem.charAt(0)] = true;
      }
    }
  }

  /**
   * Returns whether a word that begins with a letter, as it stands in the text, may be meant. Of
   * most words that is all that has to be looked at.
   */
  boolean mayBegin(char letter) {
    return letter >= first.length || first[Character.toLowerCase(letter)];
  }

  /** Returns whether a folded word is meant. */
  boolean matches(String word) {
    // Results of one search have many words in common.
    return known.computeIfAbsent(word, this::compare);
  }

  private boolean compare(String word) {
    for (SlipsOfWord part : parts) {
      if (word.startsWith(part.word()) || (tolerant && part.resembles(word))) {
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
}
