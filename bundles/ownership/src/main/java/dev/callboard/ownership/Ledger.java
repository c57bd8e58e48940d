package dev.callboard.ownership;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.ownership.people.People;
import dev.callboard.ownership.people.PeopleSettings;
import dev.callboard.ownership.store.CodeRule;
import dev.callboard.ownership.store.Contributions;
import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Facts;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.identity.PortalPrincipal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down facts of entities, and who is who. Thread-safe; blocks. */
final class Ledger {
  private static final int MOST = 1_000_000;
  private static final int BATCH = 200;

  private final Store store;
  private final CatalogService catalog;
  private final PortalPrincipal self;

  Ledger(Store store, CatalogService catalog, PortalPrincipal self) {
    this.store = store;
    this.catalog = catalog;
    this.self = self;
  }

  /** Returns users and groups as they are now, and keeps in mind who has which address. */
  People people(Config config) {
    Map<String, String> before = mails();
    People people = new People(all("user"), all("group"), before, PeopleSettings.of(config));
    Map<String, String> changed = new HashMap<>(people.mails());
    changed.entrySet().removeAll(before.entrySet());
    if (!changed.isEmpty()) {
      store.write(
          c -> {
            Sql.batch(
                c,
                "INSERT INTO person (mail, user_ref) VALUES (?, ?)"
                    + " ON CONFLICT (mail) DO UPDATE SET user_ref = excluded.user_ref",
                changed.entrySet().stream()
                    .map(each -> new Object[] {each.getKey(), each.getValue()})
                    .toList());
            return null;
          });
    }
    return people;
  }

  private Map<String, String> mails() {
    Map<String, String> mails = new HashMap<>();
    store.read(
        c ->
            Sql.list(
                c,
                row -> mails.put(row.getString(1), row.getString(2)),
                "SELECT mail, user_ref FROM person"));
    return mails;
  }

  List<Entity> all(String kind) {
    return catalog.query(List.of("kind=" + kind), MOST, self);
  }

  /**
   * Works out the facts of entities anew, some in each transaction.
   *
   * @param changes is told of those whose facts are other ones now
   */
  void measure(List<String> refs, People people, long millis, FactChanges changes) {
    for (int from = 0; from < refs.size(); from += BATCH) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      List<String> part = refs.subList(from, Math.min(refs.size(), from + BATCH));
      changes.tell(
          store.write(
              c -> {
                List<String> changed = new ArrayList<>();
                for (String ref : part) {
                  if (measure(c, ref, people, millis)) {
                    changed.add(ref);
                  }
                }
                return changed;
              }));
    }
  }

  /** Works out the facts of an entity anew; returns whether they are other ones now. */
  static boolean measure(Connection c, String ref, People people, long millis) throws SQLException {
    Optional<EntityRow> entity = EntityRow.find(c, ref);
    if (entity.isEmpty()) {
      return false;
    }
    Map<String, Double> facts =
        Measures.of(entity.get(), Contributions.of(c, ref), CodeRule.of(c, ref), people);
    return Facts.put(c, ref, facts, millis) > 0;
  }
}
