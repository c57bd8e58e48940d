package dev.callboard.scaffolder.api;

import dev.callboard.platform.identity.PortalPrincipal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a step gives to its action. Made for one call of {@link TemplateAction#run} and useless
 * after it. To be used by the thread of the call; {@link #logger}, {@link #cancelled} and {@link
 * #output} by others too while the call lasts.
 */
@ProviderType
public interface ActionContext {
  /**
   * Returns the input of the step with its expressions rendered: immutable JSON values that fit the
   * action's schema. Secrets that the template put into the input are in it as plain texts.
   */
  Map<String, Object> input();

  /**
   * Sets an output of the step, which later steps see as {@code steps.<id>.output.<name>}. Outputs
   * are stored and shown: a text that holds a secret fails the step.
   *
   * @param name not null
   * @param value a JSON value, null included
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when the value is
   *     not a JSON value, holds a secret, or the outputs of the step get too large
   */
  void output(String name, Object value);

  /**
   * Sets an output of the step that nobody may see, such as a token that was made. Later steps use
   * it in their inputs as {@code steps.<id>.output.<name>}; everywhere else it is stars. It is
   * sealed in the database, and erased when the task ends: a later retry of the task does not have
   * it any more.
   *
   * @param name not null
   * @param value not null
   */
  void secretOutput(String name, Secret value);

  /** Returns where to write lines of the task's log. */
  ActionLogger logger();

  /** Returns the files of the task, which all its steps share. */
  Workspace workspace();

  /**
   * Returns a new empty directory outside of the workspace, for tools that cannot do without one.
   * It is deleted when the call ends, and does not outlive a crash.
   *
   * @throws IOException when the disk does not take it
   */
  Path temporaryDirectory() throws IOException;

  /**
   * Does a piece of work once in the life of the step, whatever crashes: when an earlier run of the
   * step has come past it, the value that was stored then is returned and the work not done. A
   * crash between the end of the work and the storing of its value can make it run once more; give
   * {@link #idempotencyKey} to the other side where that matters.
   *
   * @param key names the work within the step (and within the turn, when the step is one of an
   *     {@code each}), not null
   * @param work returns a JSON value; a value that holds a secret is not stored, which fails the
   *     step
   * @param <T> the type of the value: after a resume it is what JSON gives back for it
   * @return the value
   * @throws Exception what the work threw; nothing is stored then
   */
  <T> T checkpoint(String key, Callable<T> work) throws Exception;

  /**
   * Lets time pass, for days if need be. A wait of some length holds no thread and outlives the
   * server: the call does not return but throws, the step is put aside, and when the time has come
   * the action is run again from its beginning, where this call returns at once. Files that were
   * written in the step before it are gone then; what must not happen twice belongs into {@link
   * #checkpoint}s. A dry run passes over such a wait.
   *
   * @param key names the wait within the step (and turn), not null
   * @param time how long from the first call on; none or less returns at once
   * @throws InterruptedException when the step is to end
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when it is longer
   *     than {@code scaffolder.wait.longest} allows
   */
  void pause(String key, Duration time) throws InterruptedException;

  /**
   * Asks people, and waits for one of them to answer, as {@link #pause}. In a dry run the answer is
   * yes.
   *
   * @param key names the question within the step (and turn), not null
   * @return the answer, or empty when nobody answered in time
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when nobody is
   *     asked, or they have longer than {@code scaffolder.wait.longest} allows
   */
  Optional<Approval> ask(String key, ApprovalRequest request);

  /** Returns the secrets that were given with the task, by name; immutable. */
  Map<String, Secret> secrets();

  /** Returns who started the task, as templates see it: {@code ref} and {@code entity}. */
  Map<String, Object> user();

  /** Returns the principal who started the task: what it may not do, the action must not do. */
  PortalPrincipal principal();

  /** Returns which template it is, or empty in a dry run of a template that is not registered. */
  Optional<TemplateInfo> templateInfo();

  /** Returns whether nothing outside of the workspace may be changed. */
  boolean isDryRun();

  /** Returns whether the step is to end. */
  boolean cancelled();

  /**
   * Ends the call when the step is to end.
   *
   * @throws dev.callboard.platform.error.PortalException with code {@code CONFLICT} when it is
   */
  void checkCancelled();

  /** Returns the id of the task. */
  String taskId();

  /** Returns the id of the step. */
  String stepId();

  /** Returns the name of the step for people. */
  String stepName();

  /**
   * Returns a text that is the same for each attempt of this step (and turn) of this task, and for
   * nothing else: 32 hexadecimal digits. A retry that a person asks for keeps it for steps that had
   * not ended.
   */
  String idempotencyKey();
}
