package dev.callboard.ownership;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;

/** Tells who listens of which entities the facts have changed. Thread-safe. */
@Component(service = FactChanges.class)
public final class FactChanges {
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /** Called by Declarative Services. */
  public FactChanges() {}

  /** Has a listener told from now on; returns what ends it. */
  AutoCloseable listen(Consumer<String> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Tells of changes that are committed. */
  void tell(Collection<String> refs) {
    refs.forEach(ref -> listeners.forEach(each -> each.accept(ref)));
  }
}
