package dev.callboard.scaffolder.task;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.scaffolder.action.ActionRegistry;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.workspace.TaskWorkspace;
import dev.callboard.scaffolder.workspace.WorkspaceLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Runs templates as a dry run does, without a server: no database, no framework, no permissions.
 * Needs no OSGi. Runs on the calling thread.
 */
public final class OfflineRun {
  private final DryRun dryRun;
  private final Path directory;
  private final Config config;

  /**
   * Prepares runs.
   *
   * @param directory an existing directory for workspaces, which is the caller's to delete
   * @param config limits and the environment of templates
   * @param engines renders
   * @param actions all that steps can run
   */
  public OfflineRun(
      Path directory, Config config, TemplateEngines engines, List<TemplateAction> actions) {
    this.directory = requireNonNull(directory, "directory is null");
    this.config = requireNonNull(config, "config is null");
    this.dryRun =
        new DryRun(
            new RunServices(
                engines::engine,
                ActionRegistry.of(actions),
                new Everything(),
                new NoThreads(),
                () -> config,
                directory));
  }

  /** Returns a renderer that knows the hosts of a reader and nothing of plugins. */
  public static TemplateEngines engines(UrlReader reader, Config config) {
    return new TemplateEngines(new PluginExtensions(reader), () -> config);
  }

  /**
   * What a run came to.
   *
   * @param log the bodies of its events: {@code message}, {@code stepId}, {@code status}
   * @param files what is in the workspace, sorted by path
   * @param output the output of the template
   * @param error {@code name} and {@code message} of what went wrong first, or empty
   */
  public record Result(
      List<Map<String, Object>> log,
      List<DryRun.File> files,
      Map<String, Object> output,
      Optional<Map<String, Object>> error) {}

  /**
   * Runs a template.
   *
   * @param spec as of a stored task
   * @param secrets by name
   * @param caller for whom
   */
  @SuppressWarnings("unchecked")
  public Result run(Map<String, Object> spec, Map<String, String> secrets, PortalPrincipal caller)
      throws IOException {
    TaskWorkspace workspace =
        TaskWorkspace.open(
            directory.resolve("workspace"),
            directory.resolve("staging"),
            WorkspaceLimits.from(config));
    workspace.clear();
    DryRunJournal journal = dryRun.run(spec, workspace, secrets, caller);
    List<Map<String, Object>> log =
        journal.log().stream().map(event -> (Map<String, Object>) event.get("body")).toList();
    Optional<Map<String, Object>> error =
        journal.error().isEmpty() ? Optional.empty() : Optional.of(journal.error());
    return new Result(log, DryRun.files(workspace.files()), journal.output(), error);
  }

  /** Who runs a program on the own machine needs no permission. */
  private static final class Everything implements PermissionService {
    @Override
    public List<Decision> authorize(PortalPrincipal principal, List<PermissionRequest> requests) {
      return requests.stream().map(request -> Decision.allow("offline")).toList();
    }
  }

  /** The log is written with the end of each step, and nobody waits for a line before that. */
  private static final class NoThreads implements TaskExecutor {
    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
      return new CompletableFuture<>();
    }

    @Override
    public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
      return new CompletableFuture<>();
    }
  }
}
