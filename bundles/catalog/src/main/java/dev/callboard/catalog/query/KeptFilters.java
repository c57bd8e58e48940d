package dev.callboard.catalog.query;

import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The filters of the conditions that policies answered with lately. Who asks again gets the same
 * filter, for which the index has kept what it means. When there is no more room, any other one
 * goes. Thread-safe.
 */
final class KeptFilters {
  static final int MAX_FILTERS = 1_000;

  private final Map<Condition, EntityFilter> filters = new ConcurrentHashMap<>();

  /** Returns the entities that a decision allows to be read, as {@link PermissionFilter#of}. */
  EntityFilter of(Decision decision) {
    return decision.condition().map(this::of).orElseGet(() -> PermissionFilter.of(decision));
  }

  /** Returns the entities that meet a condition, as {@link PermissionFilter#of}. */
  EntityFilter of(Condition condition) {
    EntityFilter known = filters.get(condition);
    if (known != null) {
      return known;
    }
    EntityFilter made = PermissionFilter.of(condition);
    if (made.equals(EntityFilter.ALL) || made.equals(EntityFilter.NONE)) {
      return made;
    }
    Iterator<Condition> others = filters.keySet().iterator();
    while (filters.size() >= MAX_FILTERS && others.hasNext()) {
      filters.remove(others.next());
    }
    EntityFilter kept = new EntityFilter.Kept(made);
    EntityFilter first = filters.putIfAbsent(condition, kept);
    return first == null ? kept : first;
  }

  int size() {
    return filters.size();
  }
}
