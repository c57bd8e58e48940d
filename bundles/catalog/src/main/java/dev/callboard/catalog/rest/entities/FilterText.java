package dev.callboard.catalog.rest.entities;

import dev.callboard.catalog.query.EntityFilter;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Writes filters so that two have the same text only when they mean the same: texts come with their
 * lengths, sets in order.
 */
final class FilterText {
  private FilterText() {}

  static void append(StringBuilder text, EntityFilter filter) {
    if (filter instanceof EntityFilter.AllOf all) {
      nested(text, "all", all.filters());
    } else if (filter instanceof EntityFilter.AnyOf any) {
      nested(text, "any", any.filters());
    } else if (filter instanceof EntityFilter.Not not) {
      nested(text, "not", List.of(not.filter()));
    } else if (filter instanceof EntityFilter.Kept kept) {
      texts(text, "kept", List.of(kept.id()));
    } else if (filter instanceof EntityFilter.Exists exists) {
      texts(text, "exists", List.of(exists.key()));
    } else if (filter instanceof EntityFilter.Equals equal) {
      texts(text, "equals", List.of(equal.key()));
      texts(text, "values", new TreeSet<>(equal.values()));
    } else if (filter instanceof EntityFilter.StartsWith start) {
      texts(text, "starts", List.of(start.key(), start.prefix()));
    } else if (filter instanceof EntityFilter.Contains contains) {
      texts(text, "contains", contains.keys());
      texts(text, "term", List.of(contains.term()));
    } else {
      throw new IllegalArgumentException("an unknown filter: " + filter.getClass());
    }
  }

  private static void nested(StringBuilder text, String word, Collection<EntityFilter> filters) {
    text.append(word).append(filters.size()).append('(');
    filters.forEach(each -> append(text, each));
    text.append(')');
  }

  private static void texts(StringBuilder text, String word, Collection<String> values) {
    text.append(word).append(values.size()).append('(');
    values.forEach(each -> text.append(each.length()).append(':').append(each));
    text.append(')');
  }
}
