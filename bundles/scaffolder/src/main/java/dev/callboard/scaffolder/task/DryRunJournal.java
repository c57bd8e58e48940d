package dev.callboard.scaffolder.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what a dry run says, and nothing else. Thread-safe. */
final class DryRunJournal implements RunJournal {
  private final List<Map<String, Object>> log = new ArrayList<>();
  private Map<String, Object> output = Map.of();
  private Map<String, Object> error = Map.of();

  @Override
  public List<StepRecord> steps() {
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
  public void begin(int step, int turn, List<TaskEvent> events) {
    events(events);
  }

  @Override
  public void digest(int step, int turn, String inputDigest) {
    // A dry run is not done again, so nobody asks whether it is given the same.
  }

  @Override
  public void end(StepRecord record, List<TaskEvent> events, List<byte[]> files) {
    events(events);
  }

  @Override
  public Optional<String> checkpoint(int step, int turn, String name) {
    return Optional.empty();
  }

  @Override
  public void keepCheckpoint(int step, int turn, String name, String value) {
    // There is no later attempt.
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
