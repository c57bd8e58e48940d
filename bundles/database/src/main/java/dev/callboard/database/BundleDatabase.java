package dev.callboard.database;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Gives each bundle the database of its plugin. */
@Component(scope = ServiceScope.BUNDLE)
public final class BundleDatabase implements PluginDatabase {
  private final ScopedDatabase database;

  /** Called by Declarative Services, once for each bundle. */
  @Activate
  public BundleDatabase(ComponentContext context, @Reference DatabaseManager manager) {
    Bundle bundle = context.getUsingBundle();
    String id = PluginIds.of(bundle, manager.context().getBundles());
    this.database = new ScopedDatabase(manager.databases(), id, () -> BundleScripts.of(bundle));
  }

  @Deactivate
  void stop() {
    database.close();
  }

  @Override
  public Dialect dialect() {
    return database.dialect();
  }

  @Override
  public <T> T write(SqlWork<T> work) throws SQLException {
    return database.write(work);
  }

  @Override
  public void signal(Connection transaction, String topic) throws SQLException {
    database.signal(transaction, topic);
  }

  @Override
  public <T> T read(SqlWork<T> work) throws SQLException {
    return database.read(work);
  }
}
