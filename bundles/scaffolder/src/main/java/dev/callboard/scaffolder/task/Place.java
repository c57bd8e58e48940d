package dev.callboard.scaffolder.task;

/**
 * Where in a task something is.
 *
 * @param scope empty for the steps of the task itself, else which step's template they belong to
 * @param step the position of the step in its template, from 0
 * @param turn the position in its {@code each}, or {@link #WHOLE} for the step itself
 */
record Place(String scope, int step, int turn) {
  /** The turn of the step itself. */
  static final int WHOLE = -1;

  /** Returns the scope of the steps of a template that runs here. */
  String inside() {
    return scope + step + '.' + turn + '/';
  }

  /** Returns what tells it from all others of the task. */
  String key() {
    return scope.isEmpty() ? step + "/" + turn : scope + step + "/" + turn;
  }

  boolean isWhole() {
    return turn == WHOLE;
  }
}
