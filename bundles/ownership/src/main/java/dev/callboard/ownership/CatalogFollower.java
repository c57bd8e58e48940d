package dev.callboard.ownership;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityChange;
import dev.callboard.catalog.api.EntityChanges;
import dev.callboard.catalog.api.EntityFeed;
import dev.callboard.ownership.people.People;
import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes over what the catalog says: which entities there are, who is to own them and where their
 * files are. The position is kept, so that any node can go on. Not thread-safe; blocks.
 */
final class CatalogFollower {
  private static final String POSITION = "position";
  private static final int CHANGES = 1000;
  private static final int BATCH = 200;

  private final EntityFeed feed;
  private final Store store;
  private final Places places;
  private final Set<String> kinds;

  CatalogFollower(EntityFeed feed, Store store, Places places, Set<String> kinds) {
    this.feed = feed;
    this.store = store;
    this.places = places;
    this.kinds = kinds;
  }

  /**
   * What has changed.
   *
   * @param refs the entities
   * @param people whether a user or group is among what changed, so that it may concern all others
   */
  record Changed(List<String> refs, boolean people) {}

  /** Follows the catalog to its end. */
  Changed follow() {
    String known = state(POSITION).orElse("");
    Optional<EntityChanges> next = known.isEmpty() ? Optional.empty() : feed.after(known, CHANGES);
    if (next.isEmpty()) {
      return readAll();
    }
    Set<String> refs = new HashSet<>();
    boolean people = false;
    while (next.isPresent()) {
      Map<String, Optional<Entity>> changes = new LinkedHashMap<>();
      for (EntityChange each : next.get().changes()) {
        String ref = each.ref().toLowerCase(Locale.ROOT);
        changes.put(ref, each.entity());
        people = people || ref.startsWith("user:") || ref.startsWith("group:");
      }
      String position = next.get().position();
      changes.keySet().removeIf(ref -> !isWanted(ref));
      take(changes);
      refs.addAll(changes.keySet());
      if (!position.equals(known)) {
        state(POSITION, position);
        known = position;
      }
      next = next.get().more() ? feed.after(position, CHANGES) : Optional.empty();
    }
    return new Changed(refs.stream().sorted().toList(), people);
  }

  private Changed readAll() {
    Set<String> gone = new HashSet<>();
    store.read(EntityRow::all).forEach(row -> gone.add(row.ref()));
    Map<String, Optional<Entity>> found = new LinkedHashMap<>();
    List<String> refs = new ArrayList<>();
    String position =
        feed.readAll(
            entity -> {
              String ref = entity.ref().toString();
              if (isWanted(ref)) {
                gone.remove(ref);
                refs.add(ref);
                found.put(ref, Optional.of(entity));
              }
              if (found.size() == BATCH) {
                take(found);
                found.clear();
              }
            });
    gone.forEach(ref -> found.put(ref, Optional.empty()));
    take(found);
    state(POSITION, position);
    return new Changed(refs, true);
  }

  private boolean isWanted(String ref) {
    return kinds.contains(ref.substring(0, ref.indexOf(':')));
  }

  private void take(Map<String, Optional<Entity>> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Map<String, Optional<Places.Place>> found = new LinkedHashMap<>();
    changes.forEach((ref, entity) -> found.put(ref, entity.flatMap(places::of)));
    store.write(
        c -> {
          for (Map.Entry<String, Optional<Entity>> each : changes.entrySet()) {
            if (each.getValue().isEmpty()) {
              EntityRow.remove(c, each.getKey());
            } else {
              take(c, each.getKey(), each.getValue().get(), found.get(each.getKey()));
            }
          }
          return null;
        });
  }

  private static void take(Connection c, String ref, Entity entity, Optional<Places.Place> place)
      throws SQLException {
    Optional<EntityRow> before = EntityRow.find(c, ref);
    String repository = place.map(Places.Place::repository).orElse("");
    String folder = place.map(Places.Place::folder).orElse("");
    boolean moved =
        before.isEmpty()
            || !before.get().repository().equals(repository)
            || !before.get().folder().equals(folder);
    new EntityRow(
            ref,
            People.owner(entity),
            People.reference(entity.spec().get("system"), "system", entity.ref().namespace()),
            repository,
            folder,
            entity.annotation("backstage.io/orphan").filter("true"::equals).isPresent(),
            moved ? 0 : before.get().files(),
            moved ? 0 : before.get().truckFactor(),
            moved ? 0 : before.get().concentration(),
            moved ? 0 : before.get().readMillis())
        .put(c);
    if (moved && place.isPresent()) {
      // all that is known of the repository is forgotten, so that the entity is counted as well
      Sql.update(
          c,
          "INSERT INTO repository (id, place, url, commit_id, commits, whole, settings, problem,"
              + " due_ms) VALUES (?, ?, ?, '', 0, 0, '', '', 0) ON CONFLICT (id) DO UPDATE SET"
              + " url = excluded.url, commit_id = '', due_ms = 0",
          repository,
          place.get().place(),
          place.get().url());
    }
    if (moved && before.isPresent()) {
      Sql.update(c, "DELETE FROM contribution WHERE entity_ref = ?", ref);
      Sql.update(c, "DELETE FROM code_rule WHERE entity_ref = ?", ref);
    }
  }

  private Optional<String> state(String name) {
    return store
        .read(
            c ->
                Sql.list(
                    c, row -> row.getString(1), "SELECT value FROM state WHERE name = ?", name))
        .stream()
        .findFirst();
  }

  private void state(String name, String value) {
    store.write(
        c ->
            Sql.update(
                c,
                "INSERT INTO state (name, value) VALUES (?, ?)"
                    + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value));
  }
}
