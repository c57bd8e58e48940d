package dev.callboard.search.text;

import java.util.List;
import org.tartarus.snowball.SnowballStemmer;

/** Reduces words to their stems, one per language. Not thread-safe. */
final class Stems {
  private final SnowballStemmer[] stemmers;

  Stems(List<Language> languages) {
    stemmers = languages.stream().map(Language::stemmer).toArray(SnowballStemmer[]::new);
  }

  int count() {
    return stemmers.length;
  }

  /** Returns the stem of a word in lower case, folded as words are. */
  String stem(int language, String word) {
    SnowballStemmer stemmer = stemmers[language];
    stemmer.setCurrent(word);
    stemmer.stem();
    return Folding.fold(stemmer.getCurrent());
  }
}
