package dev.callboard.scaffolder.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The outputs of the turns of a step: one list for each name. */
final class JoinedOutput {
  private final Map<String, List<Object>> values = new LinkedHashMap<>();
  private final Map<String, List<Object>> secrets = new LinkedHashMap<>();
  private final Set<String> lost = new LinkedHashSet<>();

  void add(StepRecord.Output output) {
    add(values, output.values());
    add(secrets, output.secrets());
    lost.addAll(output.lost());
  }

  private static void add(Map<String, List<Object>> lists, Map<String, Object> more) {
    more.forEach((name, value) -> lists.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
  }

  StepRecord.Output output() {
    return new StepRecord.Output(
        new LinkedHashMap<>(values), new LinkedHashMap<>(secrets), Set.copyOf(lost));
  }
}
