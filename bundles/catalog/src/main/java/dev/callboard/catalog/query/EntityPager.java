package dev.callboard.catalog.query;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Matches;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.index.ValuePosition;
import dev.callboard.catalog.index.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers queries page by page. An entity without the field of the order, or with null there, is
 * neither listed nor counted; one with several values stands at the smallest. Thread-safe.
 */
public final class EntityPager {
  private final CursorCodec codec;

  /** Creates a pager whose cursors are sealed so. */
  public EntityPager(CursorSeal seal) {
    this.codec = new CursorCodec(seal);
  }

  /**
   * Returns a page.
   *
   * @param snapshot what is read
   * @param query what is asked for
   * @param permitted what the caller may see; not part of the cursor, so it holds for each page
   *     anew
   * @param limits what may be asked for
   * @param caller who asks: nobody else can use the cursors of the page
   */
  public EntityPage page(
      Snapshot snapshot,
      EntityQuery query,
      EntityFilter permitted,
      QueryLimits limits,
      String caller) {
    Cursor cursor = query.cursor() == null ? null : codec.decode(query.cursor(), caller);
    Cursor place =
        cursor != null
            ? cursor
            : new Cursor(
                query.orders(), List.of(), query.query(), query.fullText(), false, null, null);
    check(place, limits);
    String order = place.orders().isEmpty() ? null : lower(place.orders().get(0).field());
    EntityFilter filter =
        PredicateParser.parse(place.query(), limits)
            .and(permitted)
            .and(place.fullText().filter(order));
    Matches matches = filter.in(snapshot);
    if (order != null) {
      matches = matches.having(order);
    }
    long total =
        place.totalItems() != null ? place.totalItems() : query.countWanted() ? matches.count() : 0;
    int limit = limits.pageSize(query.limit());
    if (limit == 0) {
      return new EntityPage(List.of(), total, Optional.empty(), Optional.empty());
    }
    int offset = cursor == null ? query.offset() : 0;
    List<EntityHandle> items = read(matches, place, order, offset, limit);
    return page(place, order, items, limit, total, caller);
  }

  private static List<EntityHandle> read(
      Matches matches, Cursor place, String order, int offset, int limit) {
    // One more than asked for tells whether there is a next page.
    int wanted = place.previous() ? limit : limit + 1;
    Walk walk =
        walk(matches, place, order, (int) Math.min(Integer.MAX_VALUE, (long) offset + wanted));
    for (int i = 0; i < offset; i++) {
      if (!walk.next()) {
        return List.of();
      }
    }
    List<EntityHandle> items = new ArrayList<>(Math.min(wanted, 512));
    while (items.size() < wanted && walk.next()) {
      items.add(walk.entity());
    }
    if (place.previous()) {
      Collections.reverse(items);
    }
    return items;
  }

  private static Walk walk(Matches matches, Cursor place, String order, int expected) {
    if (order == null) {
      UUID after = place.position().isEmpty() ? null : uid(place.position().get(0));
      return matches.byUid(place.previous(), after);
    }
    boolean descending = place.orders().get(0).descending() != place.previous();
    ValuePosition after =
        place.position().isEmpty()
            ? null
            : new ValuePosition(place.position().get(0), uid(place.position().get(1)));
    return matches.byValue(order, descending, after, expected);
  }

  private EntityPage page(
      Cursor place, String order, List<EntityHandle> found, int limit, long total, String caller) {
    boolean more = place.previous() || found.size() > limit;
    List<EntityHandle> items = found.size() > limit ? found.subList(0, limit) : found;
    if (items.isEmpty()) {
      return new EntityPage(items, total, Optional.empty(), Optional.empty());
    }
    List<String> head = position(items.get(0), order);
    List<String> tail = position(items.get(items.size() - 1), order);
    List<String> first = place.first() == null ? head : place.first();
    Cursor known =
        new Cursor(place.orders(), head, place.query(), place.fullText(), false, first, total);
    boolean atStart = place.position().isEmpty() || head.equals(first);
    return new EntityPage(
        items,
        total,
        more ? Optional.of(codec.encode(known.at(tail, false), caller)) : Optional.empty(),
        atStart ? Optional.empty() : Optional.of(codec.encode(known.at(head, true), caller)));
  }

  private static List<String> position(EntityHandle entity, String order) {
    String uid = entity.uid().toString();
    return order == null ? List.of(uid) : List.of(entity.sortValue(order).orElseThrow(), uid);
  }

  private static UUID uid(String text) {
    try {
      UUID uid = UUID.fromString(text);
      if (uid.toString().equalsIgnoreCase(text)) {
        return uid;
      }
    } catch (IllegalArgumentException e) {
      // Answered below: it comes from outside and is nothing to log.
    }
    throw CursorCodec.malformed("orderFieldValues must end with a uid");
  }

  private static void check(Cursor place, QueryLimits limits) {
    QueryLimits.check("order fields", place.orders().size(), limits.maxFields());
    QueryLimits.check("full text fields", place.fullText().fields().size(), limits.maxFields());
    QueryLimits.check(
        "characters in the full text term",
        place.fullText().term().length(),
        limits.maxTextLength());
  }

  private static String lower(String field) {
    return field.toLowerCase(Locale.ROOT);
  }
}
