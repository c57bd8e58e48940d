package dev.callboard.ownership;

import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Facts;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.database.Sql;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps how the entities of each owner stood at the end of each day. Blocks. */
final class DailySums {
  private final Store store;

  DailySums(Store store) {
    this.store = store;
  }

  /**
   * Sums up the day, in place of what was summed up before, unless nothing has changed.
   *
   * @param changed whether anything may have
   * @param kept the time before which all is forgotten
   */
  void sumUp(long millis, boolean changed, long kept) {
    String day = day(millis);
    boolean there =
        store.read(c -> Sql.number(c, "SELECT count(*) FROM daily WHERE day = ?", day)) > 0;
    if (there && !changed) {
      return;
    }
    Map<String, OwnerSums> sums = new TreeMap<>();
    store.read(
        c -> {
          Map<String, Map<String, Double>> facts = Facts.now(c);
          for (EntityRow row : EntityRow.all(c)) {
            sums.computeIfAbsent(row.owner(), key -> new OwnerSums())
                .add(facts.getOrDefault(row.ref(), Map.of()));
          }
          return null;
        });
    List<Object[]> rows =
        sums.entrySet().stream().map(each -> each.getValue().row(day, each.getKey())).toList();
    store.write(
        c -> {
          Sql.update(c, "DELETE FROM daily WHERE day = ? OR day < ?", day, day(kept));
          Sql.batch(
              c,
              "INSERT INTO daily (day, owner, entities, live, orphans, disagreeing, truck_one)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?)",
              rows);
          if (!there) {
            // what holds still holds, however long ago it began
            Sql.update(
                c,
                "DELETE FROM fact WHERE at_ms < ? AND NOT EXISTS (SELECT 1 FROM fact_now n"
                    + " WHERE n.entity_ref = fact.entity_ref AND n.name = fact.name"
                    + " AND n.at_ms = fact.at_ms)",
                kept);
          }
          return null;
        });
  }

  static String day(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
