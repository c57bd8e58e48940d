package dev.callboard.search.query;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.search.follow.SearchIndexes;
import dev.callboard.search.follow.SearchView;
import dev.callboard.search.spi.DocumentCollator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.lucene.index.DirectoryReader;
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

  private final SearchIndexes indexes;
  private final TypeAccess access;
  private final JudgedDocuments judged = new JudgedDocuments();
  private final ConfigService config;
  private final KeptAnswers kept;
  private final LongSupplier clock;
  private final String tag = UUID.randomUUID().toString();
  private final AnswerJson json = new AnswerJson(preTag(), postTag());

  /** Called by the framework. */
  @Activate
  public SearchEngine(
      @Reference SearchIndexes indexes,
      @Reference TypeAccess access,
      @Reference ConfigService config) {
    this(indexes, access, config, new KeptAnswers(), System::nanoTime);
  }

  SearchEngine(
      SearchIndexes indexes,
      TypeAccess access,
      ConfigService config,
      KeptAnswers kept,
      LongSupplier clock) {
    this.indexes = requireNonNull(indexes, "indexes is null");
    this.access = requireNonNull(access, "access is null");
    this.config = requireNonNull(config, "config is null");
    this.kept = requireNonNull(kept, "kept is null");
    this.clock = requireNonNull(clock, "clock is null");
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
      JudgeBudget budget = JudgeBudget.of(config.current(), clock);
      SearchAnswer found = find(query, view, allowed, budget);
      byte[] written = json.write(query, found, view.missing(), !budget.isExceeded());
      if (!budget.isExceeded()) {
        key.ifPresent(k -> kept.put(k, written));
      }
      return new Answer(written, List.copyOf(view.missing()));
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

  private SearchAnswer find(
      SearchQuery query, SearchView view, Map<String, Access> allowed, JudgeBudget budget) {
    if (view.readers().isEmpty()) {
      return SearchAnswer.nothing();
    }
    try (Selection selection = new Selection(view, allowed)) {
      OneSearch search =
          new OneSearch(query, selection, indexes.analysis(), selection.visible(judged, budget));
      return search.run(preTag(), postTag());
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
}
