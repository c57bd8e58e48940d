package dev.callboard.catalog.changes;

import dev.callboard.platform.database.OutboxListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;

/**
 * Hears of commits. It needs nothing, so that the database, which looks for listeners, does not
 * wait for the change log, which needs the database. Thread-safe.
 */
@Component(service = {OutboxListener.class, ChangeSignal.class})
public final class ChangeSignal implements OutboxListener {
  private static final String DATABASE = "catalog";

  private final List<Runnable> wakes = new CopyOnWriteArrayList<>();

  @Override
  public void committed(String database) {
    if (DATABASE.equals(database)) {
      wakes.forEach(Runnable::run);
    }
  }

  AutoCloseable add(Runnable wake) {
    // A lambda may be handed in twice, so each registration is an object of its own.
    Runnable own = () -> wake.run();
    wakes.add(own);
    return () -> wakes.remove(own);
  }
}
