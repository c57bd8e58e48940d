package dev.callboard.audit;

import dev.callboard.platform.database.OutboxListener;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;

/**
 * Hears of commits. It needs nothing, so that the database, which looks for listeners, does not
 * wait for the audit service, which needs the database.
 */
@Component(service = {OutboxListener.class, CommitSignal.class})
public final class CommitSignal implements OutboxListener {
  private volatile Consumer<String> target = database -> {};

  void connect(Consumer<String> listener) {
    target = listener;
  }

  @Override
  public void committed(String database) {
    target.accept(database);
  }
}
