package dev.callboard.scaffolder.task;

import dev.callboard.scaffolder.secret.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what a dry run says, and nothing else. Thread-safe. */
final class DryRunJournal implements RunJournal {
  private final List<Map<String, Object>> log = new ArrayList<>();
  private final Redactor redactor = new Redactor();
  private Map<String, Object> output = Map.of();
  private Map<String, Object> error = Map.of();

  @Override
  public List<StepRecord> steps(String scope) {
    return List.of();
  }

  @Override
  public boolean files(FileReader reader) {
    return true;
  }

  @Override
  public synchronized void events(List<TaskEvent> events) {
    events.stream()
        .filter(event -> !event.type().equals(TaskEvent.COMPLETION))
        .forEach(event -> log.add(Map.of("body", event.body())));
  }

  @Override
  public void begin(Place place, List<TaskEvent> events) {
    events(events);
  }

  @Override
  public void digest(Place place, String inputDigest) {
    // A dry run is not done again, so nobody asks whether it is given the same.
  }

  @Override
  public void end(StepRecord record, String action, List<TaskEvent> events, List<byte[]> files) {
    events(events);
  }

  @Override
  public Optional<String> checkpoint(Place place, String name) {
    return Optional.empty();
  }

  @Override
  public void keepCheckpoint(Place place, String name, String value) {
    // There is no later attempt.
  }

  @Override
  public Optional<Wait> wait(Place place, String name) {
    return Optional.empty();
  }

  @Override
  public boolean suspend(Wait.Request wait, List<TaskEvent> events) {
    throw new IllegalStateException("a dry run waits for nothing");
  }

  @Override
  @SuppressWarnings("unchecked")
  public synchronized void finish(
      TaskStatus status, List<TaskEvent> events, Map<String, Object> problem) {
    events(events);
    error = problem;
    Map<String, Object> last = events.get(events.size() - 1).body();
    output = (Map<String, Object>) last.getOrDefault("output", Map.of());
  }

  /** Returns what takes the secrets of the run out of what is shown. */
  Redactor redactor() {
    return redactor;
  }

  synchronized List<Map<String, Object>> log() {
    return List.copyOf(log);
  }

  synchronized Map<String, Object> output() {
    return output;
  }

  synchronized Map<String, Object> error() {
    return error;
  }
}
