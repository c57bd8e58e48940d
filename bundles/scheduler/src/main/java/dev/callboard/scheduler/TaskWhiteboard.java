package dev.callboard.scheduler;

import dev.callboard.platform.plugin.CallboardPlugin;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the tasks that are registered as services. */
@Component(service = TaskWhiteboard.class, immediate = true)
public final class TaskWhiteboard {
  private static final Logger LOG = LoggerFactory.getLogger(TaskWhiteboard.class);

  private final Threads threads;
  private final TaskTable table = new TaskTable();
  private final Map<ServiceReference<ScheduledTask>, Running> running = new ConcurrentHashMap<>();

  /** Starts no thread. */
  @Activate
  public TaskWhiteboard(@Reference Threads threads) {
    this.threads = threads;
  }

  /** Begins to run a task. One with a wrong schedule is logged and left out. */
  @Reference(
      service = ScheduledTask.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addTask(ScheduledTask task, ServiceReference<ScheduledTask> reference) {
    Bundle bundle = reference.getBundle();
    if (bundle == null) {
      return;
    }
    ThreadPool pool = threads.poolFor(bundle);
    try {
      TaskName name = new TaskName(owner(bundle), task.id());
      TaskRunner runner =
          table.add(name, turn -> new TaskRunner(name, task, pool, threads.clockwork(), turn));
      running.put(reference, new Running(runner, pool));
    } catch (RuntimeException e) {
      LOG.error("A task of {} cannot be scheduled: {}", owner(bundle), e.getMessage(), e);
    }
  }

  /** Stops a task; a run under way is interrupted. */
  public void removeTask(ServiceReference<ScheduledTask> reference) {
    Running gone = running.remove(reference);
    if (gone == null) {
      return;
    }
    table.remove(gone.runner());
    gone.pool().close(Threads.stopDeadline());
  }

  TaskTable table() {
    return table;
  }

  private static String owner(Bundle bundle) {
    return Optional.ofNullable(bundle.adapt(BundleRevision.class))
        .flatMap(
            revision ->
                revision.getDeclaredCapabilities(CallboardPlugin.NAMESPACE).stream()
                    .map(BundleCapability::getAttributes)
                    .map(attributes -> attributes.get("id"))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .findFirst())
        .orElse(bundle.getSymbolicName());
  }

  private record Running(TaskRunner runner, ThreadPool pool) {}
}
