package dev.callboard.scaffolder.action;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Example;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.schema.JsonSchema;
import dev.callboard.scaffolder.schema.SchemaError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** An action that is there, with what it said about itself when it came. Thread-safe. */
public final class RegisteredAction {
  private final TemplateAction action;
  private final String id;
  private final Map<String, Object> json;
  private final Map<String, Object> outputSchema;
  private final Map<String, Object> inputSchema;
  private final boolean dryRun;
  private final boolean repeatable;
  private final Optional<String> permission;
  private final Set<Runnable> users = new HashSet<>();
  private boolean gone;

  /** Made when an input is first checked; null until then. */
  private volatile JsonSchema input;

  RegisteredAction(TemplateAction action) {
    this.action = action;
    this.id = Objects.requireNonNull(action.id(), "the id of an action is null");
    this.inputSchema = action.inputSchema();
    this.outputSchema = action.outputSchema();
    this.dryRun = action.supportsDryRun();
    this.repeatable = action.isRepeatable();
    this.permission = action.permission();
    this.json = json(action);
  }

  /**
   * Reads the schema of the inputs, which takes a while for all actions together.
   *
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when it is wrong
   */
  RegisteredAction checked() {
    if (input == null && !inputSchema.isEmpty()) {
      input = JsonSchema.of(inputSchema);
    }
    return this;
  }

  private Map<String, Object> json(TemplateAction described) {
    Map<String, Object> schema = new LinkedHashMap<>();
    if (!inputSchema.isEmpty()) {
      schema.put("input", inputSchema);
    }
    if (!outputSchema.isEmpty()) {
      schema.put("output", outputSchema);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("id", id);
    result.put("description", described.description());
    result.put("examples", examples(described.examples()));
    result.put("schema", schema);
    return result;
  }

  /** Returns examples as the REST API shows them. */
  public static List<Map<String, Object>> examples(List<Example> examples) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Example example : examples) {
      Map<String, Object> json = new LinkedHashMap<>();
      if (!example.description().isEmpty()) {
        json.put("description", example.description());
      }
      json.put("example", example.example());
      example.notes().ifPresent(notes -> json.put("notes", notes));
      list.add(json);
    }
    return list;
  }

  /** Returns the id. */
  public String id() {
    return id;
  }

  /** Returns the action as the REST API shows it. */
  public Map<String, Object> json() {
    return json;
  }

  /** Returns the schema of its outputs, empty for none. */
  public Map<String, Object> outputSchema() {
    return outputSchema;
  }

  /** Returns whether it can be run without effects outside of the workspace. */
  public boolean supportsDryRun() {
    return dryRun;
  }

  /** Returns whether it may be called again when nobody knows how far an earlier call came. */
  public boolean isRepeatable() {
    return repeatable;
  }

  /** Returns the permission that it needs besides, or empty. */
  public Optional<String> permission() {
    return permission;
  }

  /** Returns what does not fit its schema. */
  public List<SchemaError> check(Object value) {
    return inputSchema.isEmpty() ? List.of() : checked().input.check(value);
  }

  /**
   * Runs it.
   *
   * @param onGone is called on another thread when it goes while it runs
   */
  public void run(ActionContext context, Runnable onGone) throws Exception {
    synchronized (users) {
      if (gone) {
        throw goneError();
      }
      users.add(onGone);
    }
    try {
      action.run(context);
    } finally {
      synchronized (users) {
        users.remove(onGone);
      }
    }
  }

  /** Returns whether the plugin that brought it has taken it back. */
  public boolean isGone() {
    synchronized (users) {
      return gone;
    }
  }

  /** Returns the failure of a step whose action went. */
  public PortalException goneError() {
    return PortalException.unavailable(
        "The action '"
            + id
            + "' went away while the step ran: the plugin that brings it was stopped, updated or"
            + " removed. Retry the task when it is back");
  }

  void leave() {
    synchronized (users) {
      gone = true;
      users.forEach(Runnable::run);
    }
  }
}
