package dev.callboard.scaffolder.task;

/** Another worker has the task now: this one must stop, and write nothing more. */
final class LostClaimException extends LeaveException {
  private static final long serialVersionUID = 1L;

  LostClaimException(String taskId) {
    super("Task " + taskId + " was taken over");
  }
}
