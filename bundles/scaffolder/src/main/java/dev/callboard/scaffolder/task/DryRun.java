package dev.callboard.scaffolder.task;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.action.ActionRegistry;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.scaffolder.secret.Redactor;
import dev.callboard.scaffolder.workspace.TaskWorkspace;
import dev.callboard.scaffolder.workspace.WorkspaceLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs templates without effects outside of a workspace that is thrown away. */
@Component(service = DryRun.class)
public final class DryRun {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final RunServices services;

  /** Called by the framework. */
  @Activate
  public DryRun(@Reference Scaffolder scaffolder) {
    this(requireNonNull(scaffolder, "scaffolder is null").services());
  }

  DryRun(RunServices services) {
    this.services = services;
  }

  /**
   * A file of the template that is tried.
   *
   * @param path where it is, seen from the template
   * @param content its bytes
   * @param executable whether its owner may run it
   */
  public record File(String path, byte[] content, boolean executable) {}

  /**
   * Runs a template on the calling thread.
   *
   * @param spec as of a stored task; the URL of the template is set here
   * @param files what lies beside the template
   * @param secrets by name
   * @param caller for whom
   * @return the answer of the REST API
   * @throws PortalException when a step fails
   */
  public Map<String, Object> run(
      Map<String, Object> spec,
      List<File> files,
      Map<String, String> secrets,
      PortalPrincipal caller) {
    return run(spec, Optional.of(files), secrets, caller);
  }

  /**
   * Runs a template of the catalog, whose files are where its URL says, on the calling thread.
   *
   * @param spec as of a stored task
   * @param secrets by name
   * @param caller for whom
   * @return the answer of the REST API
   * @throws PortalException when a step fails
   */
  public Map<String, Object> run(
      Map<String, Object> spec, Map<String, String> secrets, PortalPrincipal caller) {
    return run(spec, Optional.empty(), secrets, caller);
  }

  private Map<String, Object> run(
      Map<String, Object> spec,
      Optional<List<File>> files,
      Map<String, String> secrets,
      PortalPrincipal caller) {
    List<Step> steps = Step.of(spec);
    for (Step step : steps) {
      if (services.actions().find(step.action()).isEmpty()) {
        throw ActionRegistry.missing(step.action());
      }
    }
    Path directory = services.directory().resolve("tmp").resolve("dry-run-" + UUID.randomUUID());
    try {
      WorkspaceLimits limits = WorkspaceLimits.from(services.config().get());
      Path staging = services.directory().resolve("staging");
      Map<String, Object> at = new LinkedHashMap<>(spec);
      if (files.isPresent()) {
        Path source = directory.resolve("template");
        write(TaskWorkspace.open(source, staging, limits).files(), files.get());
        at.put("templateInfo", located(spec.get("templateInfo"), source));
      }
      TaskWorkspace workspace = TaskWorkspace.open(directory.resolve("workspace"), staging, limits);
      DryRunJournal journal = run(at, workspace, secrets, caller);
      if (!journal.error().isEmpty()) {
        throw PortalException.input(String.valueOf(journal.error().get("message")));
      }
      return answer(steps, at, journal, workspace.files());
    } catch (IOException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "The files of the dry run cannot be written", e);
    } finally {
      Directories.delete(directory);
    }
  }

  /**
   * Runs a template whose files are where its URL says, on the calling thread.
   *
   * @param spec as of a stored task
   * @param secrets by name
   * @param caller for whom
   * @return the files that it leaves, sorted by path
   * @throws PortalException when a step fails
   */
  public List<File> render(
      Map<String, Object> spec, Map<String, String> secrets, PortalPrincipal caller) {
    Path directory = services.directory().resolve("tmp").resolve("render-" + UUID.randomUUID());
    try {
      WorkspaceLimits limits = WorkspaceLimits.from(services.config().get());
      Path staging = services.directory().resolve("staging");
      TaskWorkspace workspace = TaskWorkspace.open(directory, staging, limits);
      DryRunJournal journal = run(spec, workspace, secrets, caller);
      if (!journal.error().isEmpty()) {
        throw PortalException.input(String.valueOf(journal.error().get("message")));
      }
      return files(workspace.files());
    } catch (IOException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "The files of the template cannot be written", e);
    } finally {
      Directories.delete(directory);
    }
  }

  static List<File> files(Workspace workspace) throws IOException {
    List<File> files = new ArrayList<>();
    for (WorkspaceEntry entry : workspace.walk("")) {
      if (entry.isFile()) {
        files.add(new File(entry.path(), workspace.readBytes(entry.path()), entry.executable()));
      }
    }
    return files;
  }

  private static void write(Workspace workspace, List<File> files) throws IOException {
    for (File file : files) {
      workspace.write(file.path(), file.content(), file.executable());
    }
  }

  private static Map<String, Object> located(Object info, Path source) {
    Map<String, Object> located = new LinkedHashMap<>();
    if (info instanceof Map<?, ?> map) {
      map.forEach((key, value) -> located.put(String.valueOf(key), value));
    }
    located.put("baseUrl", "file://" + source.resolve("template.yaml"));
    return located;
  }

  /** Runs a template in a workspace; what went wrong is in the journal. */
  DryRunJournal run(
      Map<String, Object> spec,
      TaskWorkspace workspace,
      Map<String, String> secrets,
      PortalPrincipal caller)
      throws IOException {
    DryRunJournal journal = new DryRunJournal();
    Redactor redactor = journal.redactor();
    RunControl control = new RunControl();
    String id = "dry-run-" + UUID.randomUUID();
    RunLog log =
        new RunLog(journal, redactor, services.executor(), LogLimits.from(services.config().get()));
    Run run =
        new Run(
            new RunState(id, spec, secrets, services.config().get()),
            journal,
            log,
            redactor,
            control,
            workspace,
            caller,
            0,
            true);
    Duration limit = services.config().get().duration("scaffolder.dryRun.timeout").orElse(TIMEOUT);
    Future<?> watchdog =
        services
            .executor()
            .schedule(
                "end a dry run",
                limit,
                () -> {
                  control.stop(RunControl.Reason.TIMED_OUT);
                  return null;
                });
    try {
      new TaskRun(services, run).run(false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortalException.unavailable("The dry run was interrupted, try again");
    } finally {
      watchdog.cancel(true);
    }
    return journal;
  }

  private static Map<String, Object> answer(
      List<Step> steps, Map<String, Object> spec, DryRunJournal journal, Workspace workspace)
      throws IOException {
    List<Map<String, Object>> contents = new ArrayList<>();
    for (File found : files(workspace)) {
      byte[] bytes = journal.redactor().redact(found.content());
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("path", journal.redactor().redact(found.path()));
      file.put("executable", found.executable());
      file.put("base64Content", Base64.getEncoder().encodeToString(bytes));
      contents.add(file);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("log", journal.log());
    answer.put("directoryContents", contents);
    answer.put("output", journal.output());
    answer.put("steps", steps.isEmpty() ? List.of() : spec.get("steps"));
    return answer;
  }
}
