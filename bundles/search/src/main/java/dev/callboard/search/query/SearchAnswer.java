package dev.callboard.search.query;

import java.util.List;
import java.util.Map;

/**
 * What a search found.
 *
 * @param hits the page
 * @param total how many there are altogether
 * @param facets the counts, by facet
 * @param highlighter marks what was looked for, null when nothing was
 */
record SearchAnswer(
    List<Hit> hits,
    int total,
    Map<String, List<FacetCounter.Count>> facets,
    Highlighter highlighter) {
  /** Returns what a search found that found nothing. */
  static SearchAnswer nothing() {
    return new SearchAnswer(List.of(), 0, Map.of(), null);
  }

  /**
   * A document.
   *
   * @param type its type
   * @param content what callers are shown, as UTF-8 JSON
   */
  record Hit(String type, byte[] content) {}
}
