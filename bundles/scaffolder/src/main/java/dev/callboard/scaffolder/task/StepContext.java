package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.action.NestedSteps;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.ActionLogger;
import dev.callboard.scaffolder.api.Approval;
import dev.callboard.scaffolder.api.ApprovalRequest;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.api.TemplateInfo;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** What one call of an action is given. Of no use after {@link #close}. */
final class StepContext implements ActionContext, NestedSteps {
  private final Run run;
  private final RunServices services;
  private final Step step;
  private final Place place;
  private final StepWaits waits;
  private final Map<String, Object> input;
  private final Map<String, Object> outputs = new LinkedHashMap<>();
  private final Map<String, Object> secretOutputs = new LinkedHashMap<>();
  private final List<Path> temporary = new ArrayList<>();
  private boolean closed;

  StepContext(Run run, RunServices services, Step step, Place place, Map<String, Object> input) {
    this.run = run;
    this.services = services;
    this.step = step;
    this.place = place;
    this.waits = new StepWaits(run, step, place, services.config().get());
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
    secretOutputs.remove(name);
    checkSize();
  }

  @Override
  public synchronized void secretOutput(String name, Secret value) {
    checkOpen();
    if (run.redactor().holds(name)) {
      throw secretRefused("the output '" + run.redactor().redact(name) + "'");
    }
    run.redactor().add(value.reveal());
    secretOutputs.put(name, value.reveal());
    outputs.remove(name);
    if (run.redactor().holds(outputs)) {
      throw secretRefused("an output that was set before");
    }
    checkSize();
  }

  private void checkSize() {
    long limit = services.config().get().bytes("scaffolder.maxOutput").orElse(1024L * 1024);
    if (JsonText.write(outputs).length() + JsonText.write(secretOutputs).length() - 2 > limit) {
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
  synchronized StepRecord.Output outputs() {
    return new StepRecord.Output(
        new LinkedHashMap<>(outputs), new LinkedHashMap<>(secretOutputs), Set.of());
  }

  /** Returns what the step is put aside for, or empty. */
  Optional<Wait.Request> suspension() {
    return waits.suspension();
  }

  @Override
  public void pause(String key, Duration time) throws InterruptedException {
    checkOpen();
    waits.pause(key, time);
  }

  @Override
  public Optional<Approval> ask(String key, ApprovalRequest request) {
    checkOpen();
    return waits.ask(key, request);
  }

  @Override
  public ActionLogger logger() {
    return new StepLogger(run.log(), run.nesting().shown(step), this::checkOpen);
  }

  @Override
  public Workspace workspace() {
    checkOpen();
    return run.files();
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
    Optional<String> kept = run.journal().checkpoint(place, key);
    if (kept.isPresent()) {
      return (T) JsonText.read(kept.get());
    }
    T value = work.call();
    Object plain = plain(value);
    if (run.redactor().holds(plain)) {
      throw secretRefused("the checkpoint '" + key + "'");
    }
    run.journal().keepCheckpoint(place, key, JsonText.write(plain));
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
    String what = taskId() + '/' + run.generation() + '/' + place.key();
    return JsonText.sha256(what).substring(0, 32);
  }

  @Override
  public List<String> templates() {
    return run.nesting().templates();
  }

  @Override
  public Map<String, Object> run(Nested nested) throws Exception {
    checkOpen();
    RunState state =
        new RunState(taskId(), nested.spec(), nested.secrets(), services.config().get());
    run.redactor().addAll(nested.secrets().values());
    Nesting at = run.nesting().inside(place, step, nested.ref(), nested.directory());
    StepsRun steps = new StepsRun(services, run.inside(state, at));
    // Its steps say themselves when they may be interrupted; writing to the journal may not.
    run.control().leave();
    try {
      steps.run();
    } finally {
      run.control().enter();
    }
    if (state.error().isPresent()) {
      throw StepFailure.exception(state.error().get());
    }
    return steps.output();
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
