package dev.callboard.database;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.OutboxListener;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the databases for the services of this bundle. */
@Component(service = DatabaseManager.class)
public final class DatabaseManager {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseManager.class);

  private final List<OutboxListener> listeners = new CopyOnWriteArrayList<>();
  private final Databases databases;
  private final BundleContext context;

  /** Called by Declarative Services. */
  @Activate
  public DatabaseManager(@Reference ConfigService config, BundleContext context) {
    String property = context.getProperty("callboard.data");
    Path data = Path.of(property == null ? "data" : property).toAbsolutePath();
    Path temporary = data.resolve("tmp");
    this.context = context;
    this.databases =
        new Databases(
            () -> DatabaseSettings.of(config.current(), data), temporary, this::committed);
  }

  @Deactivate
  void stop() {
    databases.close();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindListener(OutboxListener listener) {
    listeners.add(listener);
  }

  void unbindListener(OutboxListener listener) {
    listeners.remove(listener);
  }

  Databases databases() {
    return databases;
  }

  BundleContext context() {
    return context;
  }

  private void committed(String id) {
    for (OutboxListener listener : listeners) {
      try {
        listener.committed(id);
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("{} failed at a commit", listener.getClass().getName(), e);
      }
    }
  }
}
