package dev.callboard.catalog.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * A request for a page of entities.
 *
 * @param cursor where to go on; when it is not null, what follows up to {@code offset} is taken
 *     from it
 * @param query a predicate as JSON values, or null for everything
 * @param orders the orders asked for; only the first counts
 * @param fullText what to look for
 * @param offset how many entities to pass over at the first page
 * @param limit how many entities to return at the most, null for the default
 * @param countWanted whether the number of all entities is wanted
 */
public record EntityQuery(
    String cursor,
    Map<String, Object> query,
    List<Order> orders,
    FullText fullText,
    int offset,
    Integer limit,
    boolean countWanted) {
  /** Checks the arguments. */
  public EntityQuery {
    orders = List.copyOf(orders);
    requireNonNull(fullText, "fullText is null");
  }
}
