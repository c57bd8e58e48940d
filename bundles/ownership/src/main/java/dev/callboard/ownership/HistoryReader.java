package dev.callboard.ownership;

import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.api.WorkTrees;
import dev.callboard.ownership.authorship.RepositoryHistory;
import dev.callboard.ownership.authorship.Summary;
import dev.callboard.ownership.people.People;
import dev.callboard.ownership.people.PeopleSettings;
import dev.callboard.ownership.store.CodeRule;
import dev.callboard.ownership.store.Contributions;
import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the histories of repositories that are due, each once for all its entities. Not
 * thread-safe; blocks.
 */
final class HistoryReader {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryReader.class);

  private final Store store;
  private final UrlReader reader;
  private final WorkTrees workTrees;
  private final OwnershipSettings settings;
  private final String key;
  private final People people;
  private final FactChanges changes;

  HistoryReader(
      Store store,
      UrlReader reader,
      WorkTrees workTrees,
      Config config,
      People people,
      FactChanges changes) {
    this.store = store;
    this.reader = reader;
    this.workTrees = workTrees;
    this.settings = OwnershipSettings.of(config);
    this.key = settings.key() + " " + PeopleSettings.of(config).key();
    this.people = people;
    this.changes = changes;
  }

  private record Due(String id, String url, String commit, String settings) {}

  /** Reads all that is due, until interrupted; returns how many repositories. */
  int read(long millis) {
    int count = 0;
    for (Due due : due(millis)) {
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      count++;
      try {
        read(due, millis);
      } catch (PortalException e) {
        if (!Thread.currentThread().isInterrupted()) {
          LOG.info("The history of {} cannot be read: {}", due.id(), e.getMessage());
          done(due.id(), "problem = ?", Sql.storable(e.getMessage()), millis);
        }
      }
    }
    return count;
  }

  private List<Due> due(long millis) {
    return store.read(
        c ->
            Sql.list(
                c,
                row ->
                    new Due(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                "SELECT id, url, commit_id, settings FROM repository WHERE due_ms <= ?"
                    + " ORDER BY due_ms, id",
                millis));
  }

  private void read(Due due, long millis) {
    List<EntityRow> entities = store.read(c -> EntityRow.of(c, due.id()));
    if (entities.isEmpty()) {
      store.write(c -> Sql.update(c, "DELETE FROM repository WHERE id = ?", due.id()));
      return;
    }
    Set<String> folders = new HashSet<>();
    entities.forEach(each -> folders.add(each.folder()));
    String known = due.settings().equals(key) ? due.commit() : "";
    RepositoryHistory history =
        new RepositoryHistory(
            known, folders, settings.files(), settings.exclusion(), people::author);
    boolean told =
        due.url().startsWith("dir:")
            ? workTrees != null
                && workTrees.commits(Path.of(due.url().substring(4)), settings.commits(), history)
            : reader.commits(due.url(), settings.commits(), history);
    if (told && history.isSame()) {
      done(due.id(), "problem = ?", "", millis);
      return;
    }
    Optional<CodeOwnersFinder.Found> owners = new CodeOwnersFinder(reader).find(due.url());
    Map<String, Summary> summaries = new HashMap<>();
    folders.forEach(folder -> summaries.put(folder, history.summary(folder)));
    CodeRules rules = new CodeRules(owners, history.paths());
    List<String> changed =
        store.write(
            c -> {
              List<String> refs = new ArrayList<>();
              for (EntityRow each : entities) {
                if (take(c, each, told ? summaries.get(each.folder()) : null, rules, millis)) {
                  refs.add(each.ref());
                }
              }
              return refs;
            });
    done(due, history, told, millis);
    changes.tell(changed);
  }

  /** Returns whether the facts of the entity are other ones now. */
  private boolean take(
      Connection c, EntityRow entity, Summary summary, CodeRules rules, long millis)
      throws SQLException {
    Optional<EntityRow> now = EntityRow.find(c, entity.ref());
    // an entity that has moved meanwhile is read again
    if (now.isEmpty()
        || !now.get().repository().equals(entity.repository())
        || !now.get().folder().equals(entity.folder())) {
      return false;
    }
    if (summary != null) {
      Contributions.put(c, entity.ref(), summary.contributions());
      now.get()
          .with(summary.files(), summary.truckFactor(), summary.concentration(), millis)
          .put(c);
    }
    CodeRule.put(c, entity.ref(), rules.of(entity.folder()));
    return Ledger.measure(c, entity.ref(), people, millis);
  }

  private void done(Due due, RepositoryHistory history, boolean told, long millis) {
    store.write(
        c ->
            Sql.update(
                c,
                "UPDATE repository SET commit_id = ?, commits = ?, whole = ?, settings = ?"
                    + " WHERE id = ?",
                history.newest(),
                history.commits(),
                history.isWhole() ? 1 : 0,
                key,
                due.id()));
    done(due.id(), "problem = ?", told ? "" : "The host does not give its history", millis);
  }

  private void done(String id, String change, String value, long millis) {
    store.write(
        c ->
            Sql.update(
                c,
                "UPDATE repository SET " + change + ", due_ms = ? WHERE id = ?",
                value,
                millis + settings.every().toMillis(),
                id));
  }
}
