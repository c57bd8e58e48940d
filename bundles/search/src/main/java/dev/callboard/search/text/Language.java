package dev.callboard.search.text;

import dev.callboard.platform.error.PortalException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.German2Stemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/** The languages whose words can be reduced to their stems, by the code of ISO 639-1. */
public enum Language {
  CA(CatalanStemmer::new, CatalanAnalyzer::getDefaultStopSet),
  DA(DanishStemmer::new, DanishAnalyzer::getDefaultStopSet),
  DE(German2Stemmer::new, GermanAnalyzer::getDefaultStopSet),
  EN(EnglishStemmer::new, EnglishAnalyzer::getDefaultStopSet),
  ES(SpanishStemmer::new, SpanishAnalyzer::getDefaultStopSet),
  FI(FinnishStemmer::new, FinnishAnalyzer::getDefaultStopSet),
  FR(FrenchStemmer::new, FrenchAnalyzer::getDefaultStopSet),
  HU(HungarianStemmer::new, HungarianAnalyzer::getDefaultStopSet),
  IT(ItalianStemmer::new, ItalianAnalyzer::getDefaultStopSet),
  NL(DutchStemmer::new, DutchAnalyzer::getDefaultStopSet),
  NO(NorwegianStemmer::new, NorwegianAnalyzer::getDefaultStopSet),
  PT(PortugueseStemmer::new, PortugueseAnalyzer::getDefaultStopSet),
  RO(RomanianStemmer::new, RomanianAnalyzer::getDefaultStopSet),
  RU(RussianStemmer::new, RussianAnalyzer::getDefaultStopSet),
  SV(SwedishStemmer::new, SwedishAnalyzer::getDefaultStopSet),
  TR(TurkishStemmer::new, TurkishAnalyzer::getDefaultStopSet);

  private final Supplier<SnowballStemmer> stemmer;
  private final Supplier<CharArraySet> stopWords;

  Language(Supplier<SnowballStemmer> stemmer, Supplier<CharArraySet> stopWords) {
    this.stemmer = stemmer;
    this.stopWords = stopWords;
  }

  /**
   * Returns the language of a code.
   *
   * @throws PortalException with code {@code INPUT} that names the codes there are
   */
  public static Language of(String code) {
    for (Language language : values()) {
      if (language.name().equalsIgnoreCase(code)) {
        return language;
      }
    }
    throw PortalException.input(
        "search.languages: '"
            + code
            + "' is not a language that search knows; expected one of "
            + Arrays.stream(values())
                .map(language -> language.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }

  SnowballStemmer stemmer() {
    return stemmer.get();
  }

  CharArraySet stopWords() {
    return stopWords.get();
  }
}
