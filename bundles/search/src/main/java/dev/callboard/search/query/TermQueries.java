package dev.callboard.search.query;

import dev.callboard.search.index.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * What a term means: which documents are found, and in which order. A document is found when it has
 * every word, or one that begins with it, or one of the same stem. The order comes from where the
 * words are: the whole name first, then names and titles, tags, owners and texts.
 */
final class TermQueries {
  private static final float WHOLE_NAME = 60;
  private static final float NAME_BEGINS = 6;
  private static final float TITLE_WORD = 4;
  private static final float TITLE_STEM = 2;
  private static final float TITLE_BEGINS = 1.5f;
  private static final float TAG = 2;
  private static final float OWNER = 1;
  private static final float TEXT_WORD = 1;
  private static final float TEXT_STEM = 0.5f;

  private final List<SearchWord> words;
  private final Map<String, SlipsOfWord> slips = new HashMap<>();

  TermQueries(List<SearchWord> words) {
    boolean onlyStopWords = words.stream().allMatch(SearchWord::stopWord);
    this.words =
        onlyStopWords
            ? words
            : words.stream().filter(word -> !word.stopWord()).collect(Collectors.toList());
  }

  /** Returns whether there is something to look for. */
  boolean isEmpty() {
    return words.isEmpty();
  }

  /** Returns what finds the documents that have every word. */
  Query exact() {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    words.forEach(word -> all.add(has(word), Occur.MUST));
    return all.build();
  }

  /** Returns what finds documents with slips of the pen, and with words within names. */
  Query tolerant() {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    words.forEach(word -> all.add(resembles(word), Occur.MUST));
    return all.build();
  }

  /** Returns what finds documents that have most of the words; empty for a few words. */
  Optional<Query> most() {
    if (words.size() < 3) {
      return Optional.empty();
    }
    BooleanQuery.Builder most = new BooleanQuery.Builder();
    words.forEach(word -> most.add(resembles(word), Occur.SHOULD));
    most.setMinimumNumberShouldMatch((words.size() * 3 + 4) / 5);
    return Optional.of(most.build());
  }

  /** Returns what gives documents their order, among those that a query finds. */
  Query ranked(Query found, boolean tolerant) {
    BooleanQuery.Builder ranked = new BooleanQuery.Builder();
    ranked.add(found, Occur.FILTER);
    String whole = words.stream().map(SearchWord::joined).collect(Collectors.joining());
    ranked.add(constant(term(Fields.NAME, whole), WHOLE_NAME), Occur.SHOULD);
    ranked.add(constant(prefix(Fields.NAME, whole), NAME_BEGINS), Occur.SHOULD);
    for (SearchWord word : words) {
      for (String part : word.parts()) {
        rank(ranked, word, part);
        if (tolerant) {
          ranked.add(boost(fuzzy(Fields.TITLE, part), TITLE_STEM), Occur.SHOULD);
          ranked.add(boost(fuzzy(Fields.TEXT, part), TEXT_STEM), Occur.SHOULD);
        }
      }
    }
    return ranked.build();
  }

  private static void rank(BooleanQuery.Builder ranked, SearchWord word, String part) {
    ranked.add(boost(term(Fields.TITLE, part), TITLE_WORD), Occur.SHOULD);
    ranked.add(constant(prefix(Fields.TITLE, part), TITLE_BEGINS), Occur.SHOULD);
    ranked.add(constant(term(Fields.TAG, part), TAG), Occur.SHOULD);
    ranked.add(constant(term(Fields.OWNER, part), OWNER), Occur.SHOULD);
    ranked.add(boost(term(Fields.TEXT, part), TEXT_WORD), Occur.SHOULD);
    for (String stem : word.stems().get(part)) {
      ranked.add(boost(term(Fields.TITLE, stem), TITLE_STEM), Occur.SHOULD);
      ranked.add(boost(term(Fields.TEXT, stem), TEXT_STEM), Occur.SHOULD);
    }
  }

  private static Query has(SearchWord word) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    if (word.parts().size() == 1) {
      has(any, word, word.parts().get(0));
    } else {
      BooleanQuery.Builder all = new BooleanQuery.Builder();
      for (String part : word.parts()) {
        BooleanQuery.Builder one = new BooleanQuery.Builder();
        has(one, word, part);
        all.add(one.build(), Occur.MUST);
      }
      any.add(all.build(), Occur.SHOULD);
    }
    if (word.parts().size() > 1) {
      any.add(prefix(Fields.ALL, word.joined()), Occur.SHOULD);
    }
    return any.build();
  }

  private static void has(BooleanQuery.Builder any, SearchWord word, String part) {
    any.add(prefix(Fields.ALL, part), Occur.SHOULD);
    word.stems().get(part).forEach(stem -> any.add(term(Fields.ALL, stem), Occur.SHOULD));
  }

  private Query resembles(SearchWord word) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    any.add(has(word), Occur.SHOULD);
    BooleanQuery.Builder parts = new BooleanQuery.Builder();
    for (String part : word.parts()) {
      parts.add(fuzzy(Fields.ALL, part), Occur.MUST);
    }
    any.add(parts.build(), Occur.SHOULD);
    String joined = word.joined();
    if (joined.length() >= 3) {
      BooleanQuery.Builder within = new BooleanQuery.Builder();
      for (int i = 0; i + 3 <= joined.length(); i++) {
        within.add(term(Fields.TRIGRAM, joined.substring(i, i + 3)), Occur.MUST);
      }
      any.add(within.build(), Occur.SHOULD);
    }
    if (word.parts().size() > 1) {
      any.add(fuzzy(Fields.ALL, joined), Occur.SHOULD);
    }
    return any.build();
  }

  private Query fuzzy(String field, String word) {
    return SlipsOfWord.most(word) == 0
        ? term(field, word)
        : new ResemblesQuery(field, slips.computeIfAbsent(word, SlipsOfWord::new));
  }

  private static Query term(String field, String word) {
    return new TermQuery(new Term(field, word));
  }

  private static Query prefix(String field, String word) {
    return new BeginsQuery(field, word);
  }

  private static Query boost(Query query, float boost) {
    return new BoostQuery(query, boost);
  }

  private static Query constant(Query query, float boost) {
    return new BoostQuery(new ConstantScoreQuery(query), boost);
  }
}
