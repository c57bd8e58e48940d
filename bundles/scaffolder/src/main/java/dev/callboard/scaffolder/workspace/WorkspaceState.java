package dev.callboard.scaffolder.workspace;

/** What all views of one workspace share. */
final class WorkspaceState {
  final Handles handles;
  final Usage usage;

  /** Whether something was changed since it was last asked. */
  boolean changed;

  WorkspaceState(Handles handles, Usage usage) {
    this.handles = handles;
    this.usage = usage;
  }
}
