package dev.callboard.ownership.rest;

import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Facts;
import dev.callboard.ownership.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** All entities with their facts that somebody may see, at one moment. */
final class Overview {
  private final List<EntityRow> rows = new ArrayList<>();
  private final Map<String, Map<String, Double>> facts = new HashMap<>();

  /**
   * Reads them.
   *
   * @param owner whose entities are wanted, or null for all
   */
  Overview(Store store, Predicate<String> visible, String owner) {
    store.read(
        c -> {
          for (EntityRow row : EntityRow.all(c)) {
            if ((owner == null || row.owner().equals(owner)) && visible.test(row.ref())) {
              rows.add(row);
            }
          }
          facts.putAll(Facts.now(c));
          return null;
        });
  }

  List<EntityRow> rows() {
    return rows;
  }

  Map<String, Double> facts(EntityRow row) {
    return facts.getOrDefault(row.ref(), Map.of());
  }

  List<EntityRow> where(BiPredicate<EntityRow, Map<String, Double>> wanted) {
    return rows.stream().filter(row -> wanted.test(row, facts(row))).toList();
  }
}
