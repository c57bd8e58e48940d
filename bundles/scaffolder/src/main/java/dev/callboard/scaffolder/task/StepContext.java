package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.ActionLogger;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.api.TemplateInfo;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What one call of an action is given. Of no use after {@link #close}. */
final class StepContext implements ActionContext {
  private final Run run;
  private final RunServices services;
  private final Step step;
  private final int turn;
  private final Map<String, Object> input;
  private final Map<String, Object> outputs = new LinkedHashMap<>();
  private final List<Path> temporary = new ArrayList<>();
  private boolean closed;

  StepContext(Run run, RunServices services, Step step, int turn, Map<String, Object> input) {
    this.run = run;
    this.services = services;
    this.step = step;
    this.turn = turn;
    this.input = Collections.unmodifiableMap(input);
  }

  @Override
  public Map<String, Object> input() {
    return input;
  }

  @Override
  public synchronized void output(String name, Object value) {
    checkOpen();
    Object plain = plain(value);
    if (run.redactor().holds(plain) || run.redactor().holds(name)) {
      throw secretRefused("the output '" + run.redactor().redact(name) + "'");
    }
    outputs.put(name, plain);
    long limit = services.config().get().bytes("scaffolder.maxOutput").orElse(1024L * 1024);
    if (JsonText.write(outputs).length() > limit) {
      throw PortalException.input(
          "The outputs of the step are larger than scaffolder.maxOutput allows: " + limit);
    }
  }

  private static Object plain(Object value) {
    try {
      return JsonText.copy(value);
    } catch (IllegalStateException e) {
      throw PortalException.input("An output must be a JSON value, not " + value.getClass());
    }
  }

  private static PortalException secretRefused(String where) {
    return PortalException.input(
        "secret not allowed here: " + where + " would be stored and shown");
  }

  /** Returns the outputs so far. */
  synchronized Map<String, Object> outputs() {
    return new LinkedHashMap<>(outputs);
  }

  @Override
  public ActionLogger logger() {
    return new StepLogger(run.log(), step.id(), this::checkOpen);
  }

  @Override
  public Workspace workspace() {
    checkOpen();
    return run.workspace().files();
  }

  @Override
  public synchronized Path temporaryDirectory() throws IOException {
    checkOpen();
    Path parent = Files.createDirectories(services.directory().resolve("tmp"));
    Path made = Files.createTempDirectory(parent, "step");
    temporary.add(made);
    return made;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T checkpoint(String key, Callable<T> work) throws Exception {
    checkCancelled();
    Optional<String> kept = run.journal().checkpoint(step.index(), turn, key);
    if (kept.isPresent()) {
      return (T) JsonText.read(kept.get());
    }
    T value = work.call();
    Object plain = plain(value);
    if (run.redactor().holds(plain)) {
      throw secretRefused("the checkpoint '" + key + "'");
    }
    run.journal().keepCheckpoint(step.index(), turn, key, JsonText.write(plain));
    return value;
  }

  @Override
  public Map<String, Secret> secrets() {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    run.state().secrets().forEach((name, text) -> secrets.put(name, Secret.of(text)));
    return Collections.unmodifiableMap(secrets);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Map<String, Object> user() {
    return run.state().spec().get("user") instanceof Map<?, ?> user
        ? (Map<String, Object>) user
        : Map.of();
  }

  @Override
  public PortalPrincipal principal() {
    return run.creator();
  }

  @Override
  @SuppressWarnings("unchecked")
  public Optional<TemplateInfo> templateInfo() {
    if (!(run.state().spec().get("templateInfo") instanceof Map<?, ?> info)
        || !(info.get("entityRef") instanceof String ref)) {
      return Optional.empty();
    }
    Map<String, Object> metadata =
        info.get("entity") instanceof Map<?, ?> entity
                && entity.get("metadata") instanceof Map<?, ?> map
            ? (Map<String, Object>) map
            : Map.of();
    return Optional.of(
        new TemplateInfo(ref, Optional.ofNullable((String) info.get("baseUrl")), metadata));
  }

  @Override
  public boolean isDryRun() {
    return run.dryRun();
  }

  @Override
  public boolean cancelled() {
    return run.control().reason().isPresent() || Thread.currentThread().isInterrupted();
  }

  @Override
  public void checkCancelled() {
    checkOpen();
    if (cancelled()) {
      throw new PortalException(ErrorCode.CONFLICT, "The step has to end");
    }
  }

  @Override
  public String taskId() {
    return run.state().taskId();
  }

  @Override
  public String stepId() {
    return step.id();
  }

  @Override
  public String stepName() {
    return step.name();
  }

  @Override
  public String idempotencyKey() {
    String what = taskId() + '/' + run.generation() + '/' + step.index() + '/' + turn;
    return JsonText.sha256(what).substring(0, 32);
  }

  private synchronized void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The step " + step.id() + " has ended");
    }
  }

  /** Ends the call: from now on nothing can be done with it. */
  synchronized void close() {
    closed = true;
    temporary.forEach(Directories::delete);
  }
}
