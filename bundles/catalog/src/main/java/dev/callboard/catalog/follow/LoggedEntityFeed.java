package dev.callboard.catalog.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityChange;
import dev.callboard.catalog.api.EntityChanges;
import dev.callboard.catalog.api.EntityFeed;
import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeLog;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.sql.CatalogDatabase;
import dev.callboard.catalog.sql.Sql;
import dev.callboard.platform.database.PluginDatabase;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the entities from where they are stored, and the changes from the change log. */
@Component(service = EntityFeed.class)
public final class LoggedEntityFeed implements EntityFeed {
  private static final ObjectReader OBJECT =
      JsonMapper.builder().build().readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});
  private static final int PAGE = 1_000;

  private final ChangeLog log;
  private final CatalogDatabase database;

  /** Called by the framework. */
  @Activate
  public LoggedEntityFeed(@Reference ChangeLog log, @Reference PluginDatabase database) {
    this.log = requireNonNull(log, "log is null");
    this.database = new CatalogDatabase(database);
  }

  @Override
  public String readAll(Consumer<Entity> each) {
    requireNonNull(each, "each is null");
    FeedPosition start = database.read(FeedPosition::last);
    // A page at a time, so that no transaction stays open for as long as the reader takes.
    String last = "";
    for (List<Stored> page = page(last); !page.isEmpty(); page = page(last)) {
      for (Stored stored : page) {
        each.accept(entity(stored.json()));
        last = stored.ref();
      }
    }
    return start.text();
  }

  @Override
  public Optional<EntityChanges> after(String position, int limit) {
    Optional<FeedPosition> from = FeedPosition.parse(position);
    if (from.isEmpty()) {
      return Optional.empty();
    }
    return database.read(
        connection -> {
          if (!from.get().isKnown(connection)) {
            return Optional.empty();
          }
          List<Change> changes = ChangeTable.after(connection, from.get().seq(), limit);
          FeedPosition to =
              changes.isEmpty() ? from.get() : FeedPosition.of(changes.get(changes.size() - 1));
          boolean more = to.seq() < ChangeTable.last(connection);
          return Optional.of(
              new EntityChanges(
                  changes.stream().map(LoggedEntityFeed::change).toList(), to.text(), more));
        });
  }

  @Override
  public AutoCloseable onChange(Runnable wake) {
    return log.onChange(wake);
  }

  private record Stored(String ref, byte[] json) {}

  private List<Stored> page(String after) {
    return database.read(
        connection ->
            Sql.list(
                connection,
                "SELECT ref, final FROM entities WHERE final IS NOT NULL AND ref > ? ORDER BY ref"
                    + " LIMIT "
                    + PAGE,
                row -> new Stored(row.getString(1), row.getString(2).getBytes(UTF_8)),
                after));
  }

  private static EntityChange change(Change change) {
    return new EntityChange(
        change.ref(), Optional.ofNullable(change.entity()).map(LoggedEntityFeed::entity));
  }

  private static Entity entity(byte[] json) {
    try {
      return Entity.of(OBJECT.readValue(json));
    } catch (IOException e) {
      throw new IllegalStateException("the catalog holds an entity that is not JSON", e);
    }
  }
}
