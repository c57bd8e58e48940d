package dev.callboard.scaffolder.task;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import java.util.Map;

/** An action of a test. */
record TestAction(String id, Map<String, Object> inputSchema, boolean isRepeatable, Body body)
    implements TemplateAction {
  /** What it does. */
  interface Body {
    void run(ActionContext context) throws Exception;
  }

  TestAction(String id, Body body) {
    this(id, Map.of(), body);
  }

  TestAction(String id, Map<String, Object> inputSchema, Body body) {
    this(id, inputSchema, true, body);
  }

  @Override
  public void run(ActionContext context) throws Exception {
    body.run(context);
  }
}
