package dev.callboard.search.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Splits texts into words: at what is neither letter nor digit, and where a capital letter follows
 * a small one; what was one word in the text is kept as one besides. Texts that are indexed have
 * the stems of the words too. Thread-safe.
 */
public final class TextAnalysis {
  /** Is stored with an index: one that was made by other rules is made anew. */
  private static final String RULES = "1";

  private static final int SPLIT =
      WordDelimiterGraphFilter.GENERATE_WORD_PARTS
          | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
          | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
          | WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE;
  private static final int SPLIT_AND_JOIN = SPLIT | WordDelimiterGraphFilter.CATENATE_ALL;

  private final List<Language> languages;
  private final Analyzer indexed;
  private final Analyzer asked;
  private final CharArraySet stopWords;

  /** Makes the rules for texts in these languages; none is fine too. */
  public TextAnalysis(List<Language> languages) {
    this.languages = List.copyOf(new LinkedHashSet<>(languages));
    this.indexed = analyzer(true);
    this.asked = analyzer(false);
    this.stopWords = new CharArraySet(64, true);
    this.languages.forEach(language -> stopWords.addAll(language.stopWords()));
  }

  private Analyzer analyzer(boolean index) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer source = new StandardTokenizer();
        TokenStream words =
            new WordDelimiterGraphFilter(source, index ? SPLIT_AND_JOIN : SPLIT, null);
        if (index) {
          words = new FlattenGraphFilter(words);
        }
        words = new LowerCaseFilter(words);
        words = new WordsAndStems(words, new Stems(index ? languages : List.of()));
        return new TokenStreamComponents(source, words);
      }
    };
  }

  /** Returns what an index must have been made with to go on with it. */
  public String rules() {
    return RULES + languages;
  }

  /** Returns the analyzer for texts that are indexed. */
  public Analyzer indexed() {
    return indexed;
  }

  /** Returns the words of a text, without their stems. */
  public List<String> words(String text) {
    List<String> words = new ArrayList<>();
    try (TokenStream stream = asked.tokenStream("", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        words.add(term.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be read", e);
    }
    return words;
  }

  /** Returns the stems of a folded word, without the word itself. */
  public Set<String> stems(String word) {
    Set<String> found = new LinkedHashSet<>();
    // Made anew: one per thread would stay with the threads of the web server.
    Stems stems = new Stems(languages);
    for (int i = 0; i < stems.count(); i++) {
      found.add(stems.stem(i, word));
    }
    found.remove(word);
    return found;
  }

  /** Returns whether a word says so little that a text need not have it. */
  public boolean isStopWord(String word) {
    return stopWords.contains(word);
  }
}
