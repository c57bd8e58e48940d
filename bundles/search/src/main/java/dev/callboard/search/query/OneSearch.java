package dev.callboard.search.query;

import dev.callboard.search.index.Fields;
import dev.callboard.search.text.TextAnalysis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/** One search in what a caller may search at one moment. Not thread-safe. */
final class OneSearch {
  private final SearchQuery query;
  private final Selection selection;
  private final IndexSearcher searcher;
  private final TextAnalysis analysis;
  private final Optional<Query> filter;

  /**
   * Prepares a search.
   *
   * @param visible what the caller may see, empty for everything
   */
  OneSearch(
      SearchQuery query, Selection selection, TextAnalysis analysis, Optional<Query> visible) {
    this.query = query;
    this.selection = selection;
    this.searcher = selection.searcher();
    this.analysis = analysis;
    this.filter = filter(query, visible);
  }

  /** Searches; marks what is found with a tag before and one after it. */
  SearchAnswer run(String preTag, String postTag) throws IOException {
    List<SearchWord> words = SearchWord.of(query.term(), analysis);
    if (words.isEmpty() && !query.term().isBlank()) {
      return SearchAnswer.nothing();
    }
    TermQueries terms = new TermQueries(words);
    if (terms.isEmpty()) {
      Query all = filter.orElseGet(MatchAllDocsQuery::new);
      return answer(FoundDocuments.of(searcher, all), null, null);
    }
    FoundDocuments found = FoundDocuments.of(searcher, filtered(terms.exact()));
    boolean tolerant = found.total() == 0;
    if (tolerant) {
      found = FoundDocuments.of(searcher, filtered(terms.tolerant()));
      Optional<Query> most = terms.most();
      if (most.isPresent() && found.total() == 0) {
        found = FoundDocuments.of(searcher, filtered(most.get()));
      }
    }
    if (found.total() == 0) {
      return SearchAnswer.nothing();
    }
    Highlighter highlighter =
        new Highlighter(new WordMatcher(words, analysis, tolerant), preTag, postTag);
    return answer(found, terms.ranked(found, tolerant), highlighter);
  }

  private SearchAnswer answer(FoundDocuments found, Query ranked, Highlighter highlighter)
      throws IOException {
    int total = found.total();
    List<ScoreDoc> page = List.of();
    if (query.limit() > 0 && query.offset() < total) {
      int last = (int) Math.min(total, query.offset() + query.limit());
      // The number of hits is known, so what cannot get onto the page need not be looked at.
      ScoreDoc[] top =
          ranked == null
              ? searcher.search(found, new TopFieldCollectorManager(order(), last, 1)).scoreDocs
              : searcher.search(ranked, new TopScoreDocCollectorManager(last, 1)).scoreDocs;
      int first = (int) Math.min(query.offset(), top.length);
      page = Arrays.asList(top).subList(first, top.length);
    }
    return new SearchAnswer(selection.read(page), total, facets(found), highlighter);
  }

  private Map<String, List<FacetCounter.Count>> facets(FoundDocuments found) throws IOException {
    if (query.facets().isEmpty()) {
      return Map.of();
    }
    Map<String, List<FacetCounter.Count>> counts =
        FacetCounter.count(
            selection, found, query.facets().stream().filter(Fields.FACETS::contains).toList());
    if (query.facets().contains(FacetCounter.TYPES)) {
      counts.put(FacetCounter.TYPES, FacetCounter.sorted(selection.byType(found)));
    }
    return counts;
  }

  private static Sort order() {
    return new Sort(new SortField(Fields.ORDER, SortField.Type.STRING));
  }

  private static Optional<Query> filter(SearchQuery query, Optional<Query> visible) {
    List<Query> all = new ArrayList<>();
    query.filters().forEach((field, values) -> all.add(any(field, values)));
    visible.ifPresent(all::add);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    BooleanQuery.Builder filter = new BooleanQuery.Builder();
    all.forEach(each -> filter.add(each, Occur.FILTER));
    return Optional.of(new ConstantScoreQuery(filter.build()));
  }

  private static Query any(String field, List<String> values) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String value : values) {
      Term term = new Term(Fields.FILTER, Fields.filter(field, value));
      any.add(new TermQuery(term), Occur.SHOULD);
    }
    return any.build();
  }

  private Query filtered(Query words) {
    if (filter.isEmpty()) {
      return words;
    }
    return new BooleanQuery.Builder()
        .add(words, Occur.FILTER)
        .add(filter.get(), Occur.FILTER)
        .build();
  }
}
