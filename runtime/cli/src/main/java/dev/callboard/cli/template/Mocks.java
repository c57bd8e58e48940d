package dev.callboard.cli.template;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands for actions in a test, by the id of a step or of an action, and what the actions were
 * called with.
 */
final class Mocks {
  private final Map<String, Object> mocks;
  private final Map<String, List<Map<String, Object>>> calls = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  Mocks(Map<String, Object> mocks) {
    this.mocks = mocks;
  }

  /**
   * Returns the actions that a test runs.
   *
   * @param own those that can run here
   * @param named the ids that the template names
   */
  List<TemplateAction> around(List<TemplateAction> own, Set<String> named) {
    List<TemplateAction> all = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>(named);
    for (TemplateAction action : own) {
      missing.remove(action.id());
      all.add(new MockedAction(action.id(), action, this));
    }
    missing.forEach(id -> all.add(new MockedAction(id, null, this)));
    return all;
  }

  /** Returns the inputs that a step gave to its action, one for each call. */
  List<Map<String, Object>> calls(String stepId) {
    return calls.getOrDefault(stepId, List.of());
  }

  /** Returns the names of mocks that nothing was run for. */
  List<String> unused() {
    return mocks.keySet().stream().filter(name -> !used.contains(name)).toList();
  }

  boolean has(String stepId, String actionId) {
    return mocks.containsKey(stepId) || mocks.containsKey(actionId);
  }

  void called(ActionContext context) {
    calls.computeIfAbsent(context.stepId(), id -> new ArrayList<>()).add(context.input());
  }

  void play(ActionContext context, String actionId) throws IOException {
    String name = mocks.containsKey(context.stepId()) ? context.stepId() : actionId;
    used.add(name);
    Map<String, Object> mock = TestDocument.object(mocks.get(name));
    for (Map.Entry<String, Object> file : TestDocument.object(mock.get("files")).entrySet()) {
      byte[] content = file.getValue().toString().getBytes(StandardCharsets.UTF_8);
      context.workspace().write(file.getKey(), content, false);
    }
    TestDocument.object(mock.get("output")).forEach(context::output);
    if (mock.get("error") instanceof String error) {
      throw PortalException.input(error);
    }
  }
}
