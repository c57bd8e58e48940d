package dev.callboard.database;

import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.database.OutboxSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the outboxes. */
@Component
public final class OutboxService implements OutboxSource {
  private final OutboxSource outboxes;

  /** Called by Declarative Services. */
  @Activate
  public OutboxService(@Reference DatabaseManager manager) {
    this.outboxes = new DatabaseOutboxes(manager.databases());
  }

  @Override
  public Set<String> databases() {
    return outboxes.databases();
  }

  @Override
  public List<OutboxRow> read(String database, int limit) {
    return outboxes.read(database, limit);
  }

  @Override
  public void delete(String database, Collection<String> ids) {
    outboxes.delete(database, ids);
  }
}
