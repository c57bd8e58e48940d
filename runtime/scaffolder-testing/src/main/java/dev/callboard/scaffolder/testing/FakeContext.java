package dev.callboard.scaffolder.testing;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.ActionLogger;
import dev.callboard.scaffolder.api.Approval;
import dev.callboard.scaffolder.api.ApprovalRequest;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.api.TemplateInfo;
import dev.callboard.scaffolder.api.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The context of one step, kept in memory. {@link #resumed} gives that of the same step after a
 * crash: what was checkpointed is known, outputs are not.
 */
public final class FakeContext implements ActionContext {
  /** What a test throws in place of the server's end. */
  public static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Path root;
  private final Map<String, Object> input;
  private final Map<String, Object> checkpoints;
  private final Map<String, Object> outputs = new LinkedHashMap<>();
  private final Map<String, Secret> secretOutputs = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final Workspace workspace;
  private boolean dryRun;
  private String crashBefore = "";
  private int directories;

  private FakeContext(Path root, Map<String, Object> input, Map<String, Object> checkpoints) {
    this.root = root;
    this.input = input;
    this.checkpoints = checkpoints;
    workspace = new FolderWorkspace(root.resolve("workspace"));
  }

  /**
   * Returns a context.
   *
   * @param root a directory of its own; the workspace is {@code workspace} in it
   * @param input of the step
   */
  public static FakeContext of(Path root, Map<String, Object> input) {
    return new FakeContext(root, input, new LinkedHashMap<>());
  }

  /** Makes it one of a dry run. */
  public FakeContext dry() {
    dryRun = true;
    return this;
  }

  /**
   * Has the server end when the work of a checkpoint is done, and before its value is stored.
   *
   * @param key how the key begins
   */
  public FakeContext crashBeforeStoring(String key) {
    crashBefore = key;
    return this;
  }

  /** Returns the context of the step's next attempt, after a crash. */
  public FakeContext resumed() {
    return new FakeContext(root.resolve("."), input, checkpoints);
  }

  /** Writes a file of the workspace. */
  public FakeContext file(String path, String content) throws IOException {
    workspace.writeText(path, content);
    return this;
  }

  /** Returns the outputs. */
  public Map<String, Object> outputs() {
    return outputs;
  }

  /** Returns the outputs that nobody may see. */
  public Map<String, Secret> secretOutputs() {
    return secretOutputs;
  }

  /** Returns the lines of the log. */
  public List<String> lines() {
    return lines;
  }

  /** Returns what was stored. */
  public Map<String, Object> checkpoints() {
    return checkpoints;
  }

  @Override
  public Map<String, Object> input() {
    return input;
  }

  @Override
  public void output(String name, Object value) {
    outputs.put(name, value);
  }

  @Override
  public ActionLogger logger() {
    return new ActionLogger() {
      @Override
      public void debug(String line) {
        lines.add("debug " + line);
      }

      @Override
      public void info(String line) {
        lines.add("info " + line);
      }

      @Override
      public void warn(String line) {
        lines.add("warn " + line);
      }

      @Override
      public void error(String line) {
        lines.add("error " + line);
      }
    };
  }

  @Override
  public Workspace workspace() {
    return workspace;
  }

  @Override
  public Path temporaryDirectory() throws IOException {
    return Files.createTempDirectory(
        Files.createDirectories(root.resolve("tmp")), "t" + directories++);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T checkpoint(String key, Callable<T> work) throws Exception {
    if (checkpoints.containsKey(key)) {
      return (T) checkpoints.get(key);
    }
    T value = work.call();
    if (!crashBefore.isEmpty() && key.startsWith(crashBefore)) {
      throw new Crash();
    }
    checkpoints.put(key, value);
    return value;
  }

  @Override
  public void secretOutput(String name, Secret value) {
    secretOutputs.put(name, value);
  }

  @Override
  public void pause(String key, Duration time) {
    lines.add("pause " + time);
  }

  @Override
  public Optional<Approval> ask(String key, ApprovalRequest request) {
    lines.add("ask " + request.approvers() + " " + request.message());
    return Optional.of(new Approval(true, request.approvers().get(0), "", Instant.now()));
  }

  @Override
  public Map<String, Secret> secrets() {
    return Map.of();
  }

  @Override
  public Map<String, Object> user() {
    return Map.of("ref", "user:default/alice");
  }

  @Override
  public PortalPrincipal principal() {
    throw new UnsupportedOperationException("no principal is expected");
  }

  @Override
  public Optional<TemplateInfo> templateInfo() {
    return Optional.empty();
  }

  @Override
  public boolean isDryRun() {
    return dryRun;
  }

  @Override
  public boolean cancelled() {
    return Thread.currentThread().isInterrupted();
  }

  @Override
  public void checkCancelled() {
    if (cancelled()) {
      throw PortalException.conflict("the step was cancelled");
    }
  }

  @Override
  public String taskId() {
    return "task";
  }

  @Override
  public String stepId() {
    return "publish";
  }

  @Override
  public String stepName() {
    return "Publish";
  }

  @Override
  public String idempotencyKey() {
    return "0123456789abcdef0123456789abcdef";
  }
}
