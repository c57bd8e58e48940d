package dev.callboard.scaffolder.task;

import dev.callboard.platform.config.Config;
import dev.callboard.scaffolder.secret.Redactor;
import dev.callboard.scaffolder.secret.Taint;
import dev.callboard.scaffolder.template.BackstageExtensions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a run knows so far: the outputs of its steps, and whether one failed. */
final class RunState {
  private final String taskId;
  private final Map<String, Object> spec;
  private final Map<String, String> secrets;
  private final Map<String, Object> environment;
  private final Map<String, String> environmentSecrets;
  private final Map<String, StepRecord.Output> outputs = new LinkedHashMap<>();
  private final Set<String> lost = new LinkedHashSet<>();
  private boolean secretOutputs;
  private Map<String, Object> firstError;

  RunState(String taskId, Map<String, Object> spec, Map<String, String> secrets, Config config) {
    this.taskId = taskId;
    this.spec = spec;
    this.secrets = secrets;
    this.environment = values(config, "scaffolder.defaultEnvironment.parameters");
    Map<String, String> hidden = new LinkedHashMap<>();
    values(config, "scaffolder.defaultEnvironment.secrets")
        .forEach((name, value) -> hidden.put(name, String.valueOf(value)));
    this.environmentSecrets = hidden;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> values(Config config, String path) {
    return config.value(path).orElse(null) instanceof Map<?, ?> map
        ? (Map<String, Object>) map
        : Map.of();
  }

  String taskId() {
    return taskId;
  }

  Map<String, Object> spec() {
    return spec;
  }

  Map<String, String> secrets() {
    return secrets;
  }

  /** Returns the secrets of the configuration that templates may use. */
  Map<String, String> environmentSecrets() {
    return environmentSecrets;
  }

  /** Returns the first failure, or empty. */
  Optional<Map<String, Object>> error() {
    return Optional.ofNullable(firstError);
  }

  /** Returns whether inputs can read secrets of any kind. */
  boolean hasSecrets() {
    return secretOutputs || !secrets.isEmpty() || !environmentSecrets.isEmpty();
  }

  /** Returns the outputs that were erased, such as {@code steps.make.output.token}. */
  Set<String> lost() {
    return lost;
  }

  /** Takes over how a step ended. */
  void ended(Step step, StepRecord record) {
    if (record.state() == StepState.COMPLETED) {
      StepRecord.Output output = record.output();
      outputs.put(step.id(), output);
      secretOutputs |= !output.secrets().isEmpty() || !output.lost().isEmpty();
      output.lost().forEach(name -> lost.add("steps." + step.id() + ".output." + name));
    }
    if (record.state() == StepState.FAILED && firstError == null) {
      firstError = record.error().orElse(Map.of("name", "Error", "message", "unknown"));
    }
  }

  private Map<String, Object> steps(UnaryOperator<Object> secret, String gone) {
    Map<String, Object> steps = new LinkedHashMap<>();
    outputs.forEach(
        (id, output) -> {
          Map<String, Object> values = new LinkedHashMap<>(output.values());
          output.secrets().forEach((name, value) -> values.put(name, secret.apply(value)));
          output.lost().forEach(name -> values.put(name, gone));
          steps.put(id, Map.of("output", values));
        });
    return steps;
  }

  /** Returns what conditions and the output of the template can read. */
  Map<String, Object> context() {
    return context(steps(value -> Redactor.STARS, Redactor.STARS));
  }

  private Map<String, Object> context(Map<String, Object> steps) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("parameters", spec.getOrDefault("parameters", Map.of()));
    context.put("steps", steps);
    context.put("user", spec.get("user"));
    context.put("context", Map.of("task", Map.of("id", taskId)));
    context.put("environment", Map.of("parameters", environment));
    return context;
  }

  /** Returns what inputs and {@code each} can read. */
  Map<String, Object> secretContext() {
    return withSecrets(steps(UnaryOperator.identity(), Taint.GONE), secrets, environmentSecrets);
  }

  /** Returns the same with other secrets, to find out what depends on them. */
  Map<String, Object> otherContext() {
    return withSecrets(
        steps(Taint::other, Taint.OTHER), Taint.others(secrets), Taint.others(environmentSecrets));
  }

  private Map<String, Object> withSecrets(
      Map<String, Object> steps, Map<String, String> own, Map<String, String> ofServer) {
    Map<String, Object> context = context(steps);
    context.put("secrets", own);
    context.put("environment", Map.of("parameters", environment, "secrets", ofServer));
    return context;
  }

  /** Returns what conditions can read: they may also ask how other steps ended. */
  Map<String, Object> conditionContext() {
    Map<String, Object> context = context();
    context.putAll(BackstageExtensions.statusFunctions(firstError != null));
    return context;
  }
}
