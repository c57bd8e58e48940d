package dev.callboard.search.query;

import dev.callboard.search.text.Folding;
import dev.callboard.search.text.TextAnalysis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A word that somebody looks for.
 *
 * @param joined its letters and digits
 * @param parts what it consists of: {@code payment-web} has two parts
 * @param stems the stems of each part
 * @param stopWord whether it says so little that a document need not have it
 */
record SearchWord(
    String joined, List<String> parts, Map<String, Set<String>> stems, boolean stopWord) {
  /** Signs that some engines take for operators; people do not mean them. */
  private static final String OPERATORS = "[\\u0000()|&:*!\"]";

  /** Returns the words of a term. */
  static List<SearchWord> of(String term, TextAnalysis analysis) {
    List<SearchWord> words = new ArrayList<>();
    for (String typed : term.split("\\s+")) {
      String plain = typed.replaceAll(OPERATORS, "");
      List<String> parts = analysis.words(plain);
      if (parts.isEmpty()) {
        continue;
      }
      Map<String, Set<String>> stems = new LinkedHashMap<>();
      parts.forEach(part -> stems.put(part, analysis.stems(part)));
      boolean stopWord = parts.size() == 1 && analysis.isStopWord(parts.get(0));
      words.add(new SearchWord(Folding.join(plain), parts, stems, stopWord));
    }
    return words;
  }
}
