package dev.callboard.scaffolder.task;

import dev.callboard.platform.config.Config;
import dev.callboard.scaffolder.secret.Taint;
import dev.callboard.scaffolder.template.BackstageExtensions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a run knows so far: the outputs of its steps, and whether one failed. */
final class RunState {
  private final String taskId;
  private final Map<String, Object> spec;
  private final Map<String, String> secrets;
  private final Map<String, Object> environment;
  private final Map<String, String> environmentSecrets;
  private final Map<String, Object> outputs = new LinkedHashMap<>();
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

  /** Takes over how a step ended. */
  void ended(Step step, StepRecord record) {
    if (record.state() == StepState.COMPLETED) {
      outputs.put(step.id(), Map.of("output", record.output()));
    }
    if (record.state() == StepState.FAILED && firstError == null) {
      firstError = record.error().orElse(Map.of("name", "Error", "message", "unknown"));
    }
  }

  /** Returns what conditions and the output of the template can read. */
  Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("parameters", spec.getOrDefault("parameters", Map.of()));
    context.put("steps", outputs);
    context.put("user", spec.get("user"));
    context.put("context", Map.of("task", Map.of("id", taskId)));
    context.put("environment", Map.of("parameters", environment));
    return context;
  }

  /** Returns what inputs and {@code each} can read. */
  Map<String, Object> secretContext() {
    return withSecrets(secrets, environmentSecrets);
  }

  /** Returns the same with other secrets, to find out what depends on them. */
  Map<String, Object> otherContext() {
    return withSecrets(Taint.others(secrets), Taint.others(environmentSecrets));
  }

  private Map<String, Object> withSecrets(Map<String, String> own, Map<String, String> ofServer) {
    Map<String, Object> context = context();
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
