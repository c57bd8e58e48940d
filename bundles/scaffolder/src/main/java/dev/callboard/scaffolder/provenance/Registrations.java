package dev.callboard.scaffolder.provenance;

import dev.callboard.scaffolder.api.ActionContext;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Tells of entities that a task has registered. Stands between the action and those who listen,
 * because they need what runs the actions. Thread-safe.
 */
@Component(service = Registrations.class)
public final class Registrations {
  /** Is told of registrations, on the thread of the step. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Tells of one.
     *
     * @param context of the step
     * @param entityRefs what is in the file that was registered
     * @param repository the URL of the folder that holds the files
     */
    void registered(ActionContext context, List<String> entityRefs, String repository);
  }

  private volatile Listener listener = (context, entityRefs, repository) -> {};

  /** Sets who is told from now on. */
  void listen(Listener told) {
    listener = told;
  }

  /** Tells of a registration. */
  public void registered(ActionContext context, List<String> entityRefs, String repository) {
    listener.registered(context, entityRefs, repository);
  }
}
