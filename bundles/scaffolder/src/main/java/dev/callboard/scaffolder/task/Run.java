package dev.callboard.scaffolder.task;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.secret.Redactor;
import dev.callboard.scaffolder.workspace.TaskWorkspace;

/**
 * The parts of one run of a task, or of a template that one of its steps runs.
 *
 * @param state what it knows
 * @param journal where it writes things down
 * @param log where its actions write lines
 * @param redactor takes its secrets out of texts
 * @param control stops it
 * @param workspace its files
 * @param creator for whom it runs
 * @param generation how often the task was started over
 * @param dryRun whether nothing outside of the workspace may change
 * @param nesting where its steps stand
 */
record Run(
    RunState state,
    RunJournal journal,
    RunLog log,
    Redactor redactor,
    RunControl control,
    TaskWorkspace workspace,
    PortalPrincipal creator,
    int generation,
    boolean dryRun,
    Nesting nesting) {

  /** Creates the run of a task. */
  Run(
      RunState state,
      RunJournal journal,
      RunLog log,
      Redactor redactor,
      RunControl control,
      TaskWorkspace workspace,
      PortalPrincipal creator,
      int generation,
      boolean dryRun) {
    this(
        state,
        journal,
        log,
        redactor,
        control,
        workspace,
        creator,
        generation,
        dryRun,
        Nesting.none(state.spec()));
  }

  /** Returns the run of a template that one of the steps runs. */
  Run inside(RunState inner, Nesting at) {
    return new Run(
        inner, journal, log, redactor, control, workspace, creator, generation, dryRun, at);
  }

  /** Returns the files that its steps work with. */
  Workspace files() {
    return nesting.directory().isEmpty()
        ? workspace.files()
        : workspace.files().in(nesting.directory());
  }
}
