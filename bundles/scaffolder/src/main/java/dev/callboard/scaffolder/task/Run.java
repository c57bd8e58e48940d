package dev.callboard.scaffolder.task;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.secret.Redactor;
import dev.callboard.scaffolder.workspace.TaskWorkspace;

/**
 * The parts of one run of a task.
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
    boolean dryRun) {}
