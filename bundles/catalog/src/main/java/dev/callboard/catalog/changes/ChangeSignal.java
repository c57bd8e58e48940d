package dev.callboard.catalog.changes;

import dev.callboard.platform.database.OutboxListener;
import dev.callboard.platform.database.SignalListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;

/**
 * Hears of commits, of this node and of others. It needs nothing, so that the database, which looks
 * for listeners, does not wait for the change log, which needs the database. Thread-safe.
 */
@Component(service = {OutboxListener.class, SignalListener.class, ChangeSignal.class})
public final class ChangeSignal implements OutboxListener, SignalListener {
  private static final String DATABASE = "catalog";

  private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
  private final List<Runnable> remoteWakes = new CopyOnWriteArrayList<>();

  @Override
  public void committed(String database) {
    if (DATABASE.equals(database)) {
      wakes.forEach(Runnable::run);
    }
  }

  @Override
  public void signalled(String database, String topic) {
    if (DATABASE.equals(database)) {
      missed();
    }
  }

  @Override
  public void missed() {
    wakes.forEach(Runnable::run);
    remoteWakes.forEach(Runnable::run);
  }

  AutoCloseable add(Runnable wake) {
    return add(wakes, wake);
  }

  /** Has somebody woken by signals only, who knows what this node does by himself. */
  public AutoCloseable addRemote(Runnable wake) {
    return add(remoteWakes, wake);
  }

  private static AutoCloseable add(List<Runnable> list, Runnable wake) {
    // A lambda may be handed in twice, so each registration is an object of its own.
    Runnable own = () -> wake.run();
    list.add(own);
    return () -> list.remove(own);
  }
}
