package dev.callboard.scheduler;

import dev.callboard.platform.scheduler.Schedule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks as JSON values, in the shape of Backstage's scheduler endpoint, plus the last runs. */
final class TaskJson {
  private TaskJson() {}

  static Map<String, Object> of(TaskRunner runner) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("taskId", runner.name().id());
    json.put("pluginId", runner.name().plugin());
    json.put("scope", "local");
    json.put("settings", settings(runner.schedule()));
    List<Run> runs = runner.runs();
    json.put("taskState", taskState(runner, runs));
    json.put("workerState", Map.of("status", workerStatus(runner, runs)));
    json.put("runs", runs.stream().map(TaskJson::run).toList());
    return json;
  }

  private static Map<String, Object> settings(Schedule schedule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", 2);
    json.put("cadence", schedule.cron().orElseGet(() -> schedule.frequency().toString()));
    json.put("initialDelayDuration", schedule.initialDelay().toString());
    json.put("timeoutAfterDuration", schedule.timeout().toString());
    return json;
  }

  private static Map<String, Object> taskState(TaskRunner runner, List<Run> runs) {
    Map<String, Object> json = new LinkedHashMap<>();
    Optional<Instant> startedAt = runner.startedAt();
    json.put("status", startedAt.isPresent() ? "running" : "idle");
    startedAt.ifPresent(
        start -> {
          json.put("startedAt", start.toString());
          json.put("timesOutAt", start.plus(runner.schedule().timeout()).toString());
        });
    if (startedAt.isEmpty()) {
      runner.planned().ifPresent(next -> json.put("startsAt", next.toString()));
    }
    if (!runs.isEmpty()) {
      Run last = runs.get(0);
      json.put("lastRunEndedAt", last.start().plus(last.took()).toString());
      last.error().ifPresent(error -> json.put("lastRunError", error));
    }
    return json;
  }

  private static String workerStatus(TaskRunner runner, List<Run> runs) {
    if (runner.startedAt().isPresent()) {
      return "running";
    }
    return runs.isEmpty() ? "initial-wait" : "idle";
  }

  private static Map<String, Object> run(Run run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("start", run.start().toString());
    json.put("durationMs", run.took().toMillis());
    json.put("result", run.error().isPresent() ? "failed" : "succeeded");
    run.error().ifPresent(error -> json.put("error", error));
    return json;
  }
}
