package dev.callboard.search.query;

import java.util.List;
import java.util.Map;

/**
 * A search.
 *
 * @param term what to look for; empty finds everything
 * @param types the types to look in; empty for all that the caller may see
 * @param filters values by field: the document must have one of the values of each field
 * @param page which page, from 0
 * @param limit how many results a page has; with 0 only the number of results is wanted
 * @param facets what to count the results by
 */
public record SearchQuery(
    String term,
    List<String> types,
    Map<String, List<String>> filters,
    int page,
    int limit,
    List<String> facets) {
  /** Copies. */
  public SearchQuery {
    types = List.copyOf(types);
    filters = Map.copyOf(filters);
    facets = List.copyOf(facets);
  }

  /** Returns how many results lie before the page. */
  long offset() {
    return (long) page * limit;
  }
}
