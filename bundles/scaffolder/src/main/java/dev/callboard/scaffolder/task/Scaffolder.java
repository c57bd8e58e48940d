package dev.callboard.scaffolder.task;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.lifecycle.Drain;
import dev.callboard.platform.permission.PermissionService;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.scaffolder.action.ActionRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks on this node, and dry runs. */
@Component(
    service = {Scaffolder.class, Drain.class, Consumer.class},
    immediate = true,
    property = Drain.PROPERTY + "=scaffolder")
public final class Scaffolder implements Drain {
  private static final Logger LOG = LoggerFactory.getLogger(Scaffolder.class);

  private final RunServices services;
  private final TaskWorker worker;

  /** Called by the framework. */
  @Activate
  public Scaffolder(
      BundleContext context,
      @Reference TaskDatabase database,
      @Reference SecretBox box,
      @Reference AuditService audit,
      @Reference ConfigService config,
      @Reference TaskExecutor executor,
      @Reference ActionRegistry actions,
      @Reference PermissionService permissions,
      @Reference TemplateEngines engines)
      throws IOException {
    Path directory = Path.of(context.getProperty("callboard.data"), "scaffolder");
    services =
        new RunServices(
            requireNonNull(engines)::engine,
            requireNonNull(actions),
            requireNonNull(permissions),
            requireNonNull(executor),
            config::current,
            directory);
    worker = new TaskWorker(database, box, audit, config, services, TaskWorker.nodeId(directory));
    worker.start();
  }

  /** Returns what a dry run works with. */
  RunServices services() {
    return services;
  }

  /**
   * Steps under way get two thirds of the time to come to their end; the rest is for the others.
   */
  @Override
  public void accept(Duration deadline) {
    try {
      worker.drain(deadline.toNanos() / 3 * 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Deactivate
  void stop() {
    try {
      worker.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("The worker of the scaffolder did not stop as it should: {}", e.getMessage());
    }
  }
}
