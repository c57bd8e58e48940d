package dev.callboard.cli.template;

import dev.callboard.scaffolder.parameters.Template;
import dev.callboard.scaffolder.schema.SchemaError;
import dev.callboard.scaffolder.task.OfflineRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds what came out of a test against what it expects. */
final class Expectations {
  private static final String UNRENDERED = "An expression is left as it is";

  private final TestCase test;
  private final Map<String, Object> expected;
  private final boolean update;
  private final List<Finding> findings = new ArrayList<>();

  /** Takes the test, and whether expected files are to be written anew. */
  Expectations(TestCase test, boolean update) {
    this.test = test;
    this.expected = test.expected();
    this.update = update;
  }

  /** Compares what is wrong with the values. */
  List<Finding> invalid(List<SchemaError> errors) {
    List<String> told = errors.stream().map(SchemaError::stack).toList();
    if (!expected.containsKey("invalid")) {
      told.forEach(error -> add("the form refuses the values: " + error, "values"));
      return findings;
    }
    if (told.isEmpty()) {
      add("the form takes the values", "expect", "invalid");
    }
    for (String text : TestDocument.texts(expected.get("invalid"))) {
      if (!told.isEmpty() && told.stream().noneMatch(error -> error.contains(text))) {
        add("no error has '" + text + "': " + String.join("; ", told), "expect", "invalid");
      }
    }
    return findings;
  }

  /** Compares what a run came to. */
  List<Finding> check(OfflineRun.Result result, Mocks mocks, Template template) throws IOException {
    Map<String, String> states = states(result);
    if (!ended(result, states)) {
      return findings;
    }
    new FileExpectations(test, update, findings).check(result.files());
    if (expected.containsKey("output")) {
      Subset.difference("output", expected.get("output"), result.output())
          .ifPresent(difference -> add(difference, "expect", "output"));
    }
    TestDocument.object(expected.get("steps"))
        .forEach((id, step) -> step(id, TestDocument.object(step), states, mocks, template));
    log(result);
    mocks
        .unused()
        .forEach(
            name -> {
              if (!skipped(name, states)) {
                add("nothing was run for the mock '" + name + "'", "mocks", name);
              }
            });
    return findings;
  }

  /** A mock of a step that was passed over is no mistake. */
  private static boolean skipped(String name, Map<String, String> states) {
    return "skipped".equals(states.get(name)) || !states.containsKey(name) && name.contains(":");
  }

  private static Map<String, String> states(OfflineRun.Result result) {
    Map<String, String> states = new LinkedHashMap<>();
    result
        .log()
        .forEach(
            body -> {
              if (body.get("stepId") instanceof String id
                  && body.get("status") instanceof String status) {
                states.put(id, status);
              }
            });
    return states;
  }

  /** Returns whether the run ended as expected, so that it is worth to look further. */
  private boolean ended(OfflineRun.Result result, Map<String, String> states) {
    String step =
        states.entrySet().stream()
            .filter(state -> state.getValue().equals("failed"))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
    String message = result.error().map(error -> String.valueOf(error.get("message"))).orElse("");
    if (!expected.containsKey("failed")) {
      result
          .error()
          .ifPresent(
              error ->
                  add(
                      (step.isEmpty() ? "the run" : "step '" + step + "'")
                          + " failed: "
                          + message));
      return result.error().isEmpty();
    }
    if (result.error().isEmpty()) {
      add("no step failed", "expect", "failed");
      return false;
    }
    Map<String, Object> failed = TestDocument.object(expected.get("failed"));
    if (failed.get("step") instanceof String wanted && !wanted.equals(step)) {
      add("step '" + step + "' failed: " + message, "expect", "failed", "step");
    }
    for (String text : TestDocument.texts(failed.get("message"))) {
      if (!message.contains(text)) {
        add("the message has no '" + text + "': " + message, "expect", "failed", "message");
      }
    }
    return true;
  }

  private void step(
      String id,
      Map<String, Object> step,
      Map<String, String> states,
      Mocks mocks,
      Template template) {
    if (template.steps().stream().noneMatch(each -> id.equals(each.get("id")))) {
      add("the template has no step with the id '" + id + "'", "expect", "steps", id);
      return;
    }
    String state = states.getOrDefault(id, "not reached");
    if (step.get("status") instanceof String wanted && !wanted.equals(state)) {
      add("step '" + id + "' is " + state + ", not " + wanted, "expect", "steps", id, "status");
    }
    List<Map<String, Object>> calls = mocks.calls(id);
    if (step.containsKey("inputs")) {
      Subset.difference("inputs", step.get("inputs"), calls)
          .ifPresent(difference -> add(difference, "expect", "steps", id, "inputs"));
    }
    if (!step.containsKey("input")) {
      return;
    }
    if (calls.size() != 1) {
      String times = "the action of step '" + id + "' was called " + calls.size() + " times";
      add(times, "expect", "steps", id, "input");
      return;
    }
    Subset.difference("input", step.get("input"), calls.get(0))
        .ifPresent(difference -> add(difference, "expect", "steps", id, "input"));
  }

  private void log(OfflineRun.Result result) {
    String log =
        result.log().stream()
            .map(body -> String.valueOf(body.get("message")).replaceAll("\u001b\\[\\d+m", ""))
            .collect(Collectors.joining("\n"));
    for (String text : TestDocument.texts(expected.get("log"))) {
      if (!log.contains(text)) {
        add("the log has no '" + text + "'", "expect", "log");
      }
    }
    for (String text : TestDocument.texts(expected.get("logLacks"))) {
      if (log.contains(text)) {
        add("the log has '" + text + "'", "expect", "logLacks");
      }
    }
    if (!Boolean.TRUE.equals(expected.get("unrendered"))) {
      log.lines().filter(line -> line.contains(UNRENDERED)).distinct().forEach(this::add);
    }
  }

  private void add(String message, Object... path) {
    findings.add(test.finding(message, path));
  }
}
