package dev.callboard.catalog.query;

import java.util.List;
import java.util.Map;

/**
 * A substring to look for.
 *
 * @param term the text, taken literally
 * @param fields where to look; empty for the field of the order or, without one, the uid
 */
public record FullText(String term, List<String> fields) {
  /** Looks for nothing. */
  public static final FullText NONE = new FullText("", List.of());

  /** Trims the term. */
  public FullText {
    term = term.strip();
    fields = List.copyOf(fields);
  }

  /** Returns what is meant, given the field of the order or null. */
  public EntityFilter filter(String orderField) {
    if (term.isEmpty()) {
      return EntityFilter.ALL;
    }
    List<String> keys =
        !fields.isEmpty() ? fields : List.of(orderField == null ? "metadata.uid" : orderField);
    return new EntityFilter.Contains(keys, term);
  }

  Map<String, Object> json() {
    return fields.isEmpty() ? Map.of("term", term) : Map.of("term", term, "fields", fields);
  }
}
