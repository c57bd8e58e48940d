package dev.callboard.scaffolder.action;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.TemplateAction;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actions that are there now. They come and go with their plugins. Thread-safe. */
@Component(service = ActionRegistry.class)
public final class ActionRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(ActionRegistry.class);

  /** The start of the locations of bundles that the server came with. */
  private static final String CORE_LOCATION = "reference:";

  private final Map<Comparable<Object>, RegisteredAction> actions =
      new TreeMap<>(Comparator.reverseOrder());

  /** Ids that were there once: it is worth to wait for them. */
  private final Set<String> known = new HashSet<>();

  private final long startedAt = System.nanoTime();

  private record Place(int number) implements Comparable<Object> {
    @Override
    public int compareTo(Object other) {
      return Integer.compare(number, ((Place) other).number);
    }
  }

  /** Returns a registry of these actions, where there is no framework. */
  public static ActionRegistry of(List<TemplateAction> actions) {
    ActionRegistry registry = new ActionRegistry();
    for (TemplateAction action : actions) {
      registry.actions.put(
          new Place(registry.actions.size()), new RegisteredAction(action).checked());
    }
    return registry;
  }

  /** Called by the framework. */
  @Reference(
      service = TemplateAction.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  public synchronized void add(TemplateAction action, ServiceReference<TemplateAction> reference) {
    try {
      RegisteredAction registered = new RegisteredAction(action);
      if (!isCore(reference)) {
        // What is wrong with a schema of a plugin is told when the plugin comes.
        registered.checked();
      }
      actions.put(reference, registered);
      known.add(registered.id());
      notifyAll();
    } catch (RuntimeException e) {
      LOG.error("The action {} cannot be used", action.getClass().getName(), e);
    }
  }

  private static boolean isCore(ServiceReference<TemplateAction> reference) {
    return reference.getBundle() != null
        && reference.getBundle().getLocation().startsWith(CORE_LOCATION);
  }

  /** Called by the framework. */
  public void remove(TemplateAction action, ServiceReference<TemplateAction> reference) {
    RegisteredAction removed;
    synchronized (this) {
      removed = actions.remove(reference);
    }
    if (removed != null) {
      removed.leave();
    }
  }

  /** Returns the action with an id, or empty. */
  public synchronized Optional<RegisteredAction> find(String id) {
    return actions.values().stream().filter(action -> action.id().equals(id)).findFirst();
  }

  /** Returns whether an action that is not there may come soon. */
  public synchronized boolean mayCome(String id, Duration wait) {
    return known.contains(id) || System.nanoTime() - startedAt < wait.toNanos();
  }

  /** Waits for an action, and returns it, or empty when it does not come. */
  public synchronized Optional<RegisteredAction> await(String id, Duration wait)
      throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    Optional<RegisteredAction> found = find(id);
    while (found.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return found;
      }
      wait(left);
      found = find(id);
    }
    return found;
  }

  /** Returns all actions in the order of their ids, each id once. */
  public synchronized List<RegisteredAction> all() {
    Map<String, RegisteredAction> byId = new TreeMap<>();
    actions.values().forEach(action -> byId.putIfAbsent(action.id(), action));
    return List.copyOf(byId.values());
  }

  /** Returns the failure for an action that nobody brings. */
  public static PortalException missing(String id) {
    return PortalException.notFound(
        "Template action with ID '"
            + id
            + "' is not registered. See"
            + " https://backstage.io/docs/features/software-templates/builtin-actions/ on how to"
            + " add a new action module.");
  }
}
