package dev.callboard.scaffolder.action;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.ActionLogger;
import dev.callboard.scaffolder.api.Approval;
import dev.callboard.scaffolder.api.ApprovalRequest;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.api.TemplateInfo;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.fakes.TestPrincipal;
import dev.callboard.scaffolder.workspace.TaskWorkspace;
import dev.callboard.scaffolder.workspace.WorkspaceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What an action is given in a test. */
final class FakeContext implements ActionContext, ActionLogger {
  final List<String> lines = new ArrayList<>();
  final Map<String, Object> outputs = new LinkedHashMap<>();
  private final Path temp;
  private final TaskWorkspace workspace;
  private final Optional<String> baseUrl;
  private Map<String, Object> input = Map.of();

  FakeContext(Path temp, String baseUrl) throws IOException {
    this.temp = temp;
    this.baseUrl = Optional.ofNullable(baseUrl);
    this.workspace =
        TaskWorkspace.open(temp.resolve("ws"), temp.resolve("staging"), WorkspaceLimits.DEFAULT);
  }

  ApprovalRequest asked;
  Optional<Approval> answer = Optional.empty();
  boolean dryRun;

  FakeContext with(Map<String, Object> values) {
    input = values;
    return this;
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
    return this;
  }

  @Override
  public Workspace workspace() {
    return workspace.files();
  }

  @Override
  public Path temporaryDirectory() throws IOException {
    return Files.createTempDirectory(temp, "tmp");
  }

  @Override
  public <T> T checkpoint(String key, Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  public void secretOutput(String name, Secret value) {
    outputs.put(name, value);
  }

  @Override
  public void pause(String key, Duration time) {
    lines.add("pause " + time);
  }

  @Override
  public Optional<Approval> ask(String key, ApprovalRequest request) {
    asked = request;
    return answer;
  }

  @Override
  public Map<String, Secret> secrets() {
    return Map.of();
  }

  @Override
  public Map<String, Object> user() {
    return Map.of();
  }

  @Override
  public PortalPrincipal principal() {
    return TestPrincipal.ALICE;
  }

  @Override
  public Optional<TemplateInfo> templateInfo() {
    return Optional.of(new TemplateInfo("template:default/t", baseUrl, Map.of()));
  }

  @Override
  public boolean isDryRun() {
    return dryRun;
  }

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public void checkCancelled() {
    // Nobody cancels a test.
  }

  @Override
  public String taskId() {
    return "task";
  }

  @Override
  public String stepId() {
    return "step";
  }

  @Override
  public String stepName() {
    return "step";
  }

  @Override
  public String idempotencyKey() {
    return "key";
  }

  @Override
  public void debug(String line) {
    lines.add(line);
  }

  @Override
  public void info(String line) {
    lines.add(line);
  }

  @Override
  public void warn(String line) {
    lines.add(line);
  }

  @Override
  public void error(String line) {
    lines.add(line);
  }
}
