package dev.callboard.audit;

import dev.callboard.platform.database.OutboxListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;

/**
 * Hears of commits. It needs nothing, so that the database, which looks for listeners, does not
 * wait for the audit service, which needs the database.
 */
@Component(service = {OutboxListener.class, CommitSignal.class})
public final class CommitSignal implements OutboxListener {
  private final List<Consumer<String>> targets = new CopyOnWriteArrayList<>();

  void connect(Consumer<String> listener) {
    targets.add(listener);
  }

  void disconnect(Consumer<String> listener) {
    targets.remove(listener);
  }

  @Override
  public void committed(String database) {
    targets.forEach(target -> target.accept(database));
  }
}
