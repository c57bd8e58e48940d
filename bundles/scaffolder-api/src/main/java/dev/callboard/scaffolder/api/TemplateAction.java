package dev.callboard.scaffolder.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that steps of templates can run, by its id. It can be used from the moment it is
 * registered. When it goes, steps that run it now are interrupted, and tasks that come to a step
 * that needs it wait for it for a while ({@code scaffolder.actionWait}) and then fail with a
 * message that names it. When two services have the same id, the one with the higher ranking is
 * used.
 *
 * <p>One object serves all steps of all tasks, several at a time: keep no state. The methods other
 * than {@link #run} are asked once, when the service appears.
 */
@ConsumerType
public interface TemplateAction {
  /**
   * Returns the id that steps name, such as {@code fetch:template}; not null. By custom it is the
   * plugin, a colon and the verb.
   */
  String id();

  /** Returns what it does, in a sentence for template authors. */
  default String description() {
    return "";
  }

  /** Returns examples of steps, as YAML. */
  default List<Example> examples() {
    return List.of();
  }

  /**
   * Returns the JSON Schema (draft 7) of the input, as JSON values. An input that does not fit is
   * refused before the action is called. Empty means that everything fits.
   */
  default Map<String, Object> inputSchema() {
    return Map.of();
  }

  /** Returns the JSON Schema (draft 7) of the outputs, for template authors. */
  default Map<String, Object> outputSchema() {
    return Map.of();
  }

  /**
   * Returns whether {@link #run} may be called in a dry run, where it must have no effect outside
   * of the workspace. Steps of other actions are skipped there.
   */
  default boolean supportsDryRun() {
    return false;
  }

  /**
   * Returns the name of a basic permission that the person who started the task needs, in addition
   * to {@code scaffolder.action.execute}, or empty.
   */
  default Optional<String> permission() {
    return Optional.empty();
  }

  /**
   * Returns whether {@link #run} may be called again with the same input and {@link
   * ActionContext#idempotencyKey} when nobody knows how far an earlier call came, because the
   * server went down while it was under way. That is so when it changes the workspace only, or when
   * what it does outside twice does no harm, or when it looks first what was done. When it is not,
   * the step fails with a message that says so, and people decide.
   */
  default boolean isRepeatable() {
    return false;
  }

  /**
   * Does the work of a step, on a thread of the task. May block, and is interrupted when the task
   * is cancelled, reaches its time limit, or the server stops; long loops ask {@link
   * ActionContext#checkCancelled}.
   *
   * <p>After a crash of the server a step that had begun and not ended is run again when the action
   * {@link #isRepeatable}, with the same {@link ActionContext#idempotencyKey}: effects outside of
   * the workspace belong into {@link ActionContext#checkpoint}s or are made in a way that twice
   * does no harm. A retry that a person asks for runs it again in any case.
   *
   * @param context what the step is given and may do, not null; not to be kept after the call
   * @throws Exception to say that the step failed. The message is shown to the person who started
   *     the task, after secrets were taken out
   */
  void run(ActionContext context) throws Exception;
}
