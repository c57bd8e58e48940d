package dev.callboard.catalog.ingest;

import dev.callboard.catalog.fakes.MemoryIndex;
import dev.callboard.catalog.fakes.RecordedAudit;
import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.catalog.location.FileFinder;
import dev.callboard.catalog.location.FileTree;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.model.BuiltInKinds;
import dev.callboard.catalog.model.EntityChecks;
import dev.callboard.catalog.model.KindRegistry;
import dev.callboard.catalog.nodes.IndexFollower;
import dev.callboard.catalog.process.EntityLimits;
import dev.callboard.catalog.process.EntityPipeline;
import dev.callboard.catalog.process.FileResolvers;
import dev.callboard.catalog.process.ProcessorChain;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.yaml.YamlLimits;
import dev.callboard.catalog.yaml.YamlReader;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.database.PluginDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/** A catalog without a framework: a database in a file, an index in memory, and runs on demand. */
final class Bench implements AutoCloseable {
  final MemoryIndex index = new MemoryIndex();
  final RecordedAudit audit = new RecordedAudit();
  final PluginDatabase database;
  final CatalogStore store;
  final IndexFollower follower;
  final Path directory;
  IngestLimits limits = IngestLimits.DEFAULT;
  RootRun.Mode mode = new RootRun.Mode(false, true);
  Processing processing =
      new Processing(
          new YamlReader(YamlLimits.DEFAULT),
          new EntityPipeline(
              new EntityChecks(new KindRegistry(BuiltInKinds.standard())),
              EntityLimits.DEFAULT,
              FileResolvers.create(YamlLimits.DEFAULT),
              ProcessorChain.NONE),
          "1");

  Bench(Path directory) throws SQLException, IOException {
    this(
        directory,
        new SqliteDatabase(Files.createTempDirectory("catalog").resolve("db.sqlite")),
        true);
  }

  Bench(Path directory, PluginDatabase database, boolean deleteOrphans) throws IOException {
    this.directory = directory.toRealPath();
    this.database = database;
    store = new CatalogStore(database, audit, new SystemPrincipal(), deleteOrphans);
    follower = follow(store, index);
  }

  /** Audits somewhere else. */
  Bench(Path directory, PluginDatabase database, AuditService events) throws IOException {
    this.directory = directory.toRealPath();
    this.database = database;
    store = new CatalogStore(database, events, new SystemPrincipal(), true);
    follower = follow(store, index);
  }

  private static IndexFollower follow(CatalogStore store, MemoryIndex index) {
    IndexFollower follower = new IndexFollower(store, index);
    store.publishTo(follower::publish);
    follower.load();
    return follower;
  }

  Path write(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String component(String name, String owner) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata:
      name: %s
    spec:
      type: service
      lifecycle: production
      owner: %s
    """
        .formatted(name, owner);
  }

  Root root(String target) {
    Path path = directory.resolve(target).normalize();
    Path tree = Files.isDirectory(path) ? path : directory;
    return new Root(
        "config:file:" + path, "file", path.toString(), false, Optional.empty(), Optional.of(tree));
  }

  RootRun.Outcome run(Root root) {
    FileTree tree = new FileTree(root.tree().orElseThrow(), limits.fileBytes());
    FileReader reader = new FileReader(tree, new FileFinder(limits.files()));
    return new RootRun(
            root,
            processing,
            limits,
            store,
            type -> type.equals("file") ? reader : null,
            mode,
            ForkJoinPool.commonPool())
        .run();
  }

  RootRun.Outcome run(String target) {
    return run(root(target));
  }

  @Override
  public void close() throws Exception {
    if (database instanceof AutoCloseable open) {
      open.close();
    }
  }
}
