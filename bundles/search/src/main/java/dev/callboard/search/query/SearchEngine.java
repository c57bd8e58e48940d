package dev.callboard.search.query;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.search.follow.SearchIndexes;
import dev.callboard.search.follow.SearchView;
import dev.callboard.search.index.Fields;
import dev.callboard.search.spi.DocumentCollator;
import dev.callboard.search.text.TextAnalysis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.lucene.index.DirectoryReader;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches. What a caller may not see is as if it were not there, in counts too. Thread-safe;
 * blocks while an index is being opened for the first time.
 */
@Component(service = SearchEngine.class)
public final class SearchEngine {
  private static final Logger LOG = LoggerFactory.getLogger(SearchEngine.class);

  /** The facet that counts documents by their type. */
  static final String TYPES = "types";

  private final SearchIndexes indexes;
  private final TypeAccess access;
  private final JudgedDocuments judged = new JudgedDocuments();
  private final KeptAnswers kept = new KeptAnswers();
  private final String tag = UUID.randomUUID().toString();
  private final AnswerJson json = new AnswerJson(preTag(), postTag());

  /** Called by the framework. */
  @Activate
  public SearchEngine(@Reference SearchIndexes indexes, @Reference TypeAccess access) {
    this.indexes = requireNonNull(indexes, "indexes is null");
    this.access = requireNonNull(access, "access is null");
  }

  /** Returns the tag before each marked word. */
  String preTag() {
    return "<" + tag + ">";
  }

  /** Returns the tag after each marked word. */
  String postTag() {
    return "</" + tag + ">";
  }

  /**
   * What a search found, as JSON.
   *
   * @param missing types that could not be searched now
   */
  record Answer(byte[] json, List<String> missing) {}

  /**
   * Searches.
   *
   * @param query whose types exist
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} when the index is damaged
   */
  Answer search(SearchQuery query, PortalPrincipal caller) {
    Map<String, Access> allowed = new LinkedHashMap<>();
    for (Map.Entry<String, DocumentCollator> type : indexes.types().entrySet()) {
      if (query.types().isEmpty() || query.types().contains(type.getKey())) {
        access.of(type.getValue(), caller).ifPresent(a -> allowed.put(type.getKey(), a));
      }
    }
    try (SearchView view = indexes.view(allowed.keySet())) {
      Optional<KeptAnswers.Key> key = key(query, view, allowed);
      Optional<byte[]> before = key.flatMap(kept::get);
      if (before.isPresent()) {
        return new Answer(before.get(), List.of());
      }
      byte[] found = json.write(query, find(query, view, allowed));
      key.ifPresent(k -> kept.put(k, found));
      return new Answer(found, List.copyOf(view.missing()));
    }
  }

  /** Returns what an answer follows from, empty when it is not known. */
  private static Optional<KeptAnswers.Key> key(
      SearchQuery query, SearchView view, Map<String, Access> allowed) {
    List<Object> states = new ArrayList<>();
    for (Map.Entry<String, DirectoryReader> type : view.readers().entrySet()) {
      Access own = allowed.get(type.getKey());
      if (!own.all() && own.key() == null) {
        return Optional.empty();
      }
      states.add(type.getValue().getReaderCacheHelper().getKey());
      states.add(own.all() ? "" : own.key());
    }
    return view.missing().isEmpty()
        ? Optional.of(new KeptAnswers.Key(query, List.copyOf(states)))
        : Optional.empty();
  }

  private SearchAnswer find(SearchQuery query, SearchView view, Map<String, Access> allowed) {
    if (view.readers().isEmpty()) {
      return new SearchAnswer(List.of(), 0, Map.of(), view.missing(), null);
    }
    try {
      return search(query, new Selection(view, allowed), view.missing());
    } catch (PortalException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The files have changed below the running server: nothing but a new index helps.
      LOG.error("The search index cannot be read and is made anew", e);
      view.broken();
      throw PortalException.unavailable(
          "The search index is damaged and is being made anew, try again later");
    }
  }

  private SearchAnswer search(SearchQuery query, Selection selection, List<String> missing)
      throws IOException {
    TextAnalysis analysis = indexes.analysis();
    List<SearchWord> words = SearchWord.of(query.term(), analysis);
    if (words.isEmpty() && !query.term().isBlank()) {
      return new SearchAnswer(List.of(), 0, Map.of(), missing, null);
    }
    TermQueries terms = new TermQueries(words);
    Optional<Query> filter = filter(query, selection);
    IndexSearcher searcher = selection.searcher();
    if (terms.isEmpty()) {
      Query all = filter.orElseGet(MatchAllDocsQuery::new);
      FoundDocuments found = FoundDocuments.of(searcher, all);
      return answer(query, selection, found, null, null, missing);
    }
    FoundDocuments found = FoundDocuments.of(searcher, and(terms.exact(), filter));
    boolean tolerant = found.total() == 0;
    if (tolerant) {
      found = FoundDocuments.of(searcher, and(terms.tolerant(), filter));
      Optional<Query> most = terms.most();
      if (most.isPresent() && found.total() == 0) {
        found = FoundDocuments.of(searcher, and(most.get(), filter));
      }
    }
    WordMatcher matcher = new WordMatcher(words, analysis, tolerant);
    Highlighter highlighter = new Highlighter(matcher, preTag(), postTag());
    Query ranked = found.total() == 0 ? null : terms.ranked(found, tolerant);
    return answer(query, selection, found, ranked, highlighter, missing);
  }

  private SearchAnswer answer(
      SearchQuery query,
      Selection selection,
      FoundDocuments found,
      Query ranked,
      Highlighter highlighter,
      List<String> missing)
      throws IOException {
    IndexSearcher searcher = selection.searcher();
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
    return new SearchAnswer(
        selection.read(page), total, facets(query, selection, found), missing, highlighter);
  }

  private static Map<String, List<FacetCounter.Count>> facets(
      SearchQuery query, Selection selection, FoundDocuments found) throws IOException {
    if (query.facets().isEmpty()) {
      return Map.of();
    }
    Map<String, List<FacetCounter.Count>> counts =
        FacetCounter.count(
            selection, found, query.facets().stream().filter(Fields.FACETS::contains).toList());
    if (query.facets().contains(TYPES)) {
      counts.put(TYPES, FacetCounter.sorted(selection.byType(found)));
    }
    return counts;
  }

  private static Sort order() {
    return new Sort(new SortField(Fields.ORDER, SortField.Type.STRING));
  }

  private Optional<Query> filter(SearchQuery query, Selection selection) {
    List<Query> all = new ArrayList<>();
    query
        .filters()
        .forEach(
            (field, values) -> {
              BooleanQuery.Builder any = new BooleanQuery.Builder();
              values.forEach(
                  value ->
                      any.add(
                          new TermQuery(new Term(Fields.FILTER, Fields.filter(field, value))),
                          Occur.SHOULD));
              all.add(any.build());
            });
    if (selection.isRestricted()) {
      all.add(selection.visible(judged));
    }
    if (all.isEmpty()) {
      return Optional.empty();
    }
    BooleanQuery.Builder filter = new BooleanQuery.Builder();
    all.forEach(each -> filter.add(each, Occur.FILTER));
    return Optional.of(new ConstantScoreQuery(filter.build()));
  }

  private static Query and(Query words, Optional<Query> filter) {
    if (filter.isEmpty()) {
      return words;
    }
    return new BooleanQuery.Builder()
        .add(words, Occur.FILTER)
        .add(filter.get(), Occur.FILTER)
        .build();
  }
}
