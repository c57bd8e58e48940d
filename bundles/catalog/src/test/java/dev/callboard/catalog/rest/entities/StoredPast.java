package dev.callboard.catalog.rest.entities;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeLog;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.explain.Explainer;
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.fakes.RecordedAudit;
import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.catalog.feed.ChangeFeed;
import dev.callboard.catalog.feed.FeedStreams;
import dev.callboard.catalog.history.EntityHistory;
import dev.callboard.catalog.history.Trash;
import dev.callboard.catalog.index.DefaultCatalogIndex;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.catalog.ingest.OfflineIngestion;
import dev.callboard.catalog.ingest.OfflineProcessing;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.explain.ExplainResource;
import dev.callboard.catalog.rest.feed.ChangesResource;
import dev.callboard.catalog.rest.history.HistoryResource;
import dev.callboard.catalog.rest.locations.LocationByEntityResource;
import dev.callboard.catalog.rest.write.OverlayResource;
import dev.callboard.catalog.rest.write.TrashResource;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Location;
import dev.callboard.catalog.store.LocationTable;
import dev.callboard.catalog.write.DefaultEntityWriter;
import dev.callboard.catalog.write.EntityWriter;
import dev.callboard.catalog.write.WriteOptions;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.PermissionService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A catalog in a database whose past can be asked for. */
final class StoredPast implements AutoCloseable {
  private static final String BASE = "http://127.0.0.1:7090/";

  final CatalogServer server;
  private final SqliteDatabase database;
  private final DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
  private final CatalogStore store;
  private final OfflineIngestion ingestion;
  private final EntityWriter writer;
  private final Trash trash;
  private final SentEvents events = new SentEvents();
  private FeedStreams streams;

  StoredPast(Path file, Map<String, String> files) throws Exception {
    database = new SqliteDatabase(file);
    RecordedAudit audit = new RecordedAudit();
    store = new CatalogStore(database, audit, new SystemPrincipal(), true);
    store.publishTo(changes -> index.apply(changes.upserts(), changes.removed()));
    ingestion = new OfflineIngestion(store, files);
    CatalogRules rules = CatalogRules.of(new MapConfig(Map.of()));
    writer =
        new DefaultEntityWriter(
            new OfflineProcessing(store, ingestion, rules), audit, () -> new MapConfig(Map.of()));
    trash = new Trash(database, audit);
    server = new CatalogServer(index, database, this::resources);
    files.keySet().forEach(this::register);
  }

  static String target(String file) {
    return BASE + file;
  }

  private void register(String target) {
    String id = new UUID(0, target.hashCode()).toString();
    Location location = new Location(id, "url", target, LocationRefs.entityRef("url", target));
    store.write(
        connection -> {
          LocationTable.insert(connection, location);
          return null;
        });
    ingestion.added(location);
  }

  /** Conditions are about entities; who asks may read every location. */
  private CatalogResource[] resources(CatalogReader reader, Fakes.Policy policy) {
    PermissionService permissions =
        (caller, requests) ->
            requests.get(0).permission().name().equals("catalog.location.read")
                ? List.of(Decision.allow("test"))
                : policy.authorize(caller, requests);
    ConfigService config = () -> new MapConfig(Map.of());
    ChangeFeed feed = new ChangeFeed(new Log(), database, reader);
    streams = new FeedStreams(feed, events, events);
    return new CatalogResource[] {
      new HistoryResource(new EntityHistory(database), reader),
      new TrashResource(trash, writer, reader, permissions, config),
      new ChangesResource(feed, streams, config),
      new ExplainResource(new Explainer(database, reader, permissions, config)),
      new OverlayResource(writer, reader, permissions, config),
      new LocationByEntityResource(ingestion, reader, permissions)
    };
  }

  private static WriteOptions options() {
    Cause cause = new Cause(new SystemPrincipal(), Map.of("request", "test"));
    return new WriteOptions(cause, (String) null, false);
  }

  void put(String ref, Map<String, Object> entity) {
    writer.put(EntityRef.parse(ref), entity, options());
  }

  void patch(String ref, Map<String, Object> patch) {
    writer.patch(EntityRef.parse(ref), patch, options());
  }

  boolean has(String ref) {
    return index.snapshot().byRef(ref).isPresent();
  }

  void delete(String ref) {
    writer.delete(EntityRef.parse(ref), options());
  }

  /** Erases what was deleted last. */
  void purge() {
    trash.page(Long.MAX_VALUE, null, 1, EntityFilter.ALL).entities().stream()
        .findFirst()
        .ifPresent(last -> trash.purge(last, options().cause()));
  }

  /** Returns what a reader of the stream is sent: number, name and data of each event. */
  List<String> stream(long after) {
    streams.connect(null, null, new Fakes.Caller("user:default/alice"), after, true);
    return events.sent();
  }

  @Override
  public void close() throws Exception {
    database.close();
  }

  /** Nobody is woken here. */
  private final class Log implements ChangeLog {
    @Override
    public List<Change> after(long seq, int limit) {
      throw new AssertionError("read through the database");
    }

    @Override
    public long last() {
      return store.read(ChangeTable::last);
    }

    @Override
    public long first() {
      throw new AssertionError("read through the database");
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
      return () -> {};
    }
  }
}
