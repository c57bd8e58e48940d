package dev.callboard.permission;

import dev.callboard.permission.role.RoleStore;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.permission.Permission;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;

/** The parts of the bundle, wired by hand. */
final class Lab implements AutoCloseable {
  static final Bundle CATALOG = FakeBundles.plugin("catalog", "reference:file:bundles/catalog.jar");

  final ThreadTaskExecutor executor = new ThreadTaskExecutor();
  final PolicyAlarm alarm = new PolicyAlarm(executor);
  final RecordedAudit audit = new RecordedAudit();
  final TestDatabase database;
  final RoleStore store;
  final PermissionCatalog catalog = new PermissionCatalog();
  volatile boolean started = true;
  final ResourceTypes types = new ResourceTypes(() -> started);
  final ResourceJudge judge = new ResourceJudge(catalog, types);

  Lab() {
    this(Dialect.SQLITE);
  }

  Lab(Dialect dialect) {
    try {
      database = new TestDatabase(dialect, RoleStore.class, "001-roles");
    } catch (SQLException | IOException e) {
      throw new AssertionError(e);
    }
    store = new RoleStore(database);
    alarm.identity = new SystemIdentity();
    alarm.audit = audit;
  }

  /** Lets roles be written, with an audit log. */
  Lab withAudit() {
    store.setAudit(audit);
    return this;
  }

  /** Adds the permissions and rules of a catalog with these entities and their owners. */
  Lab withEntities(Map<String, String> owners) {
    catalog.addProvider(
        () ->
            List.of(
                FakeEntities.READ,
                FakeEntities.DELETE,
                FakeEntities.CREATE,
                Permission.basic("catalog.location.create", "create")),
        FakeBundles.reference(CATALOG, 0));
    types.addRules(new FakeEntities(owners), FakeBundles.reference(CATALOG, 0));
    return this;
  }

  RoleBook book(ConfigService config) {
    return new RoleBook(config, store, types, alarm, Path.of("."));
  }

  PolicyDirectory directory(MapConfig config) {
    return directory(config, book(() -> config));
  }

  PolicyDirectory directory(MapConfig config, RoleBook book) {
    return new PolicyDirectory(() -> config, executor, alarm, book);
  }

  DefaultPermissionService service(PolicyDirectory directory) {
    return DefaultPermissionService.quiet(directory, judge);
  }

  @Override
  public void close() {
    executor.close();
    try {
      database.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
