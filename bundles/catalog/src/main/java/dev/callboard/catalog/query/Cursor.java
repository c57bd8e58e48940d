package dev.callboard.catalog.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * A place in the result of a query, and the query.
 *
 * @param orders the orders asked for; only the first counts
 * @param position the value, when there is an order, and the uid of the entity at the place
 * @param query the predicate, or null for everything
 * @param fullText what is looked for
 * @param previous whether to read backwards from the place
 * @param first the position of the first entity of the first page, or null
 * @param totalItems how many entities the query had at its first page, or null when not known
 */
record Cursor(
    List<Order> orders,
    List<String> position,
    Map<String, Object> query,
    FullText fullText,
    boolean previous,
    List<String> first,
    Long totalItems) {
  Cursor {
    orders = List.copyOf(orders);
    position = List.copyOf(position);
    requireNonNull(fullText, "fullText is null");
  }

  Cursor at(List<String> place, boolean backwards) {
    return new Cursor(orders, place, query, fullText, backwards, first, totalItems);
  }
}
