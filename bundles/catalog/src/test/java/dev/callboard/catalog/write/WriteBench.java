package dev.callboard.catalog.write;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.fakes.MemoryIndex;
import dev.callboard.catalog.fakes.RecordedAudit;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.catalog.ingest.OfflineIngestion;
import dev.callboard.catalog.ingest.OfflineProcessing;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.nodes.IndexFollower;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Location;
import dev.callboard.platform.database.PluginDatabase;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A writer over a real store, with files in memory. */
final class WriteBench implements AutoCloseable {
  static final String BASE = "http://127.0.0.1:7090/";
  private static final CatalogRules RULES =
      CatalogRules.of(
          new MapConfig(
              Map.of(
                  "catalog.rules",
                  List.of(
                      new HashMap<>(
                          Map.of("allow", List.of("Component", "API", "Location", "Group")))))));

  final MemoryIndex index = new MemoryIndex();
  final RecordedAudit audit = new RecordedAudit();
  final Map<String, String> files = new ConcurrentHashMap<>();
  final Map<String, Object> config = new HashMap<>();
  final PluginDatabase database;
  private int registered;
  final CatalogStore store;
  final OfflineIngestion ingestion;
  final OfflineProcessing processing;
  final EntityWriter writer;

  WriteBench(PluginDatabase database, boolean deleteOrphans) {
    this.database = database;
    store = new CatalogStore(database, audit, new SystemPrincipal(), deleteOrphans);
    IndexFollower follower = new IndexFollower(store, index);
    store.publishTo(follower::publish);
    follower.load();
    ingestion = new OfflineIngestion(store, files);
    processing = new OfflineProcessing(store, ingestion, RULES);
    writer = new DefaultEntityWriter(processing, audit, () -> new MapConfig(Map.copyOf(config)));
  }

  static Cause cause() {
    return new Cause(new SystemPrincipal(), Map.of("request", "PUT /test"));
  }

  static WriteOptions options() {
    return new WriteOptions(cause(), (String) null, false);
  }

  static WriteOptions ifMatch(String etag) {
    return new WriteOptions(cause(), etag, false);
  }

  static WriteOptions dryRun() {
    return new WriteOptions(cause(), (String) null, true);
  }

  static EntityRef ref(String name) {
    return new EntityRef("component", "default", name);
  }

  static Map<String, Object> component(String name, String owner) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", "service");
    spec.put("lifecycle", "production");
    spec.put("owner", owner);
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("apiVersion", "backstage.io/v1alpha1");
    entity.put("kind", "Component");
    entity.put("metadata", new LinkedHashMap<>(Map.of("name", name)));
    entity.put("spec", spec);
    return entity;
  }

  static String file(String name, String owner) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata:
      name: %s
      title: From the file
    spec:
      type: service
      lifecycle: production
      owner: %s
    """
        .formatted(name, owner);
  }

  WriteResult put(String name, String owner) {
    return writer.put(ref(name), component(name, owner), options());
  }

  /** Registers a location of a file with this text and reads it. */
  Location register(String file, String text) {
    files.put(BASE + file, text);
    Location location =
        new Location(
            "00000000-0000-0000-0000-" + String.format("%012d", ++registered),
            "url",
            BASE + file,
            LocationRefs.entityRef("url", BASE + file));
    ingestion.added(location);
    return location;
  }

  /** Gives a file another text and reads it. */
  void edit(Location location, String text) {
    files.put(location.target(), text);
    ingestion.refresh(List.of(ingestion.rootKey(location)));
  }

  Object at(String name, String... path) {
    return index.at("component:default/" + name, path);
  }

  boolean served(String name) {
    return index.entities().containsKey("component:default/" + name);
  }

  List<Change> changes() {
    return store.read(connection -> ChangeTable.after(connection, 0, 1_000));
  }

  @Override
  public void close() throws Exception {
    if (database instanceof AutoCloseable open) {
      open.close();
    }
  }
}
