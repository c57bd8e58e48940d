package dev.callboard.catalog.query;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Matches;
import dev.callboard.catalog.index.SortKey;
import dev.callboard.catalog.index.Walk;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The orders of {@code GET /entities}, which differ from those of queries with cursors, and from
 * each other: a page keeps what lacks the field, at the end, and is in the order of references when
 * none is asked for; the unpaged list drops what lacks the field and is in the order of uids.
 */
public final class EntityLister {
  private EntityLister() {}

  /** Returns all that matches, one after the other, then null. */
  public static Supplier<EntityHandle> all(Matches matches, List<Order> orders) {
    if (orders.isEmpty()) {
      return supplier(matches.byUid(false, null));
    }
    Order order = orders.get(0);
    Matches having = matches.having(key(order));
    return supplier(having.byValue(key(order), order.descending(), null, Integer.MAX_VALUE));
  }

  /**
   * Returns all that matches in the order of a page, one after the other, then null.
   *
   * @param expected about how many will be taken
   */
  public static Supplier<EntityHandle> paged(Matches matches, List<Order> orders, int expected) {
    if (orders.isEmpty()) {
      return supplier(matches.byRef(expected));
    }
    if (orders.size() > 1 || orders.get(0).descending()) {
      return supplier(
          matches.byValues(
              orders.stream().map(order -> new SortKey(key(order), order.descending())).toList()));
    }
    String key = key(orders.get(0));
    Supplier<EntityHandle> first =
        supplier(matches.having(key).byValue(key, false, null, expected));
    Supplier<EntityHandle> rest = supplier(matches.lacking(key).byUid(false, null));
    return () -> {
      EntityHandle next = first.get();
      return next != null ? next : rest.get();
    };
  }

  private static Supplier<EntityHandle> supplier(Walk walk) {
    return () -> walk.next() ? walk.entity() : null;
  }

  private static String key(Order order) {
    return order.field().toLowerCase(Locale.ROOT);
  }
}
