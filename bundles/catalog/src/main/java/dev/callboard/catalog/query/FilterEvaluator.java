package dev.callboard.catalog.query;

import dev.callboard.catalog.index.Segment;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** Turns a filter into a bitmap. What is empty already is not looked at further. */
final class FilterEvaluator {
  private FilterEvaluator() {}

  static RoaringBitmap evaluate(EntityFilter filter, Segment segment) {
    if (filter instanceof EntityFilter.Equals equals) {
      return segment.anyOf(equals.key(), equals.values());
    }
    if (filter instanceof EntityFilter.Exists exists) {
      return segment.exists(exists.key());
    }
    if (filter instanceof EntityFilter.AllOf all) {
      return allOf(all.filters(), segment);
    }
    if (filter instanceof EntityFilter.AnyOf any) {
      return anyOf(any.filters(), segment);
    }
    if (filter instanceof EntityFilter.Not not) {
      return RoaringBitmap.andNot(segment.all(), evaluate(not.filter(), segment));
    }
    if (filter instanceof EntityFilter.StartsWith prefix) {
      return segment.startingWith(prefix.key(), prefix.prefix());
    }
    if (filter instanceof EntityFilter.Kept kept) {
      return segment.kept(kept, () -> evaluate(kept.filter(), segment));
    }
    EntityFilter.Contains contains = (EntityFilter.Contains) filter;
    return segment.kept(contains, () -> containing(contains, segment));
  }

  private static RoaringBitmap containing(EntityFilter.Contains contains, Segment segment) {
    RoaringBitmap found = new RoaringBitmap();
    for (String key : contains.keys()) {
      found.or(segment.containing(key, contains.term()));
    }
    return found;
  }

  private static RoaringBitmap allOf(List<EntityFilter> filters, Segment segment) {
    RoaringBitmap all = null;
    for (EntityFilter filter : filters) {
      RoaringBitmap next = evaluate(filter, segment);
      all = all == null ? next : RoaringBitmap.and(all, next);
      if (all.isEmpty()) {
        return all;
      }
    }
    return all == null ? segment.all() : all;
  }

  private static RoaringBitmap anyOf(List<EntityFilter> filters, Segment segment) {
    if (filters.size() == 1) {
      return evaluate(filters.get(0), segment);
    }
    RoaringBitmap any = new RoaringBitmap();
    for (EntityFilter filter : filters) {
      any.or(evaluate(filter, segment));
    }
    return any;
  }
}
