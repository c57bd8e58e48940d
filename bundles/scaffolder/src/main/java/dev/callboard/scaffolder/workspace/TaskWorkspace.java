package dev.callboard.scaffolder.workspace;

import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory of one task, with what only the server does to it. Used by one thread at a time;
 * every method blocks for as long as the disk takes.
 */
public final class TaskWorkspace {
  private final Path root;
  private final WorkspaceState state;
  private final HandleWorkspace files;

  private TaskWorkspace(Path root, Path staging, WorkspaceLimits limits) {
    this.root = root;
    this.state = new WorkspaceState(new Handles(root, staging), new Usage(limits));
    this.files = new HandleWorkspace(state, List.of());
  }

  /**
   * Opens a directory, which is made when it is missing.
   *
   * @param root the directory
   * @param staging a directory of the server's own on the same file system
   * @param limits what it may hold; what it holds already is counted
   */
  public static TaskWorkspace open(Path root, Path staging, WorkspaceLimits limits)
      throws IOException {
    Files.createDirectories(root);
    Files.createDirectories(staging);
    TaskWorkspace workspace = new TaskWorkspace(root, staging, limits);
    for (WorkspaceEntry entry : workspace.files.walk("")) {
      workspace.state.usage.found(entry.size());
    }
    return workspace;
  }

  /** Returns what actions see. */
  public Workspace files() {
    return files;
  }

  /** Returns the directory, for what shows in logs. */
  public Path root() {
    return root;
  }

  /** Returns whether something was changed since the last call. */
  public boolean takeChanged() {
    boolean was = state.changed;
    state.changed = false;
    return was;
  }

  /** Packs all files into a stream, which is closed. */
  public void pack(OutputStream to) throws IOException {
    WorkspaceArchive.pack(files, to);
  }

  /** Replaces all files by those of an archive, which is closed. */
  public void restore(InputStream archive) throws IOException {
    files.delete("");
    WorkspaceArchive.unpack(archive, files);
    state.changed = false;
  }

  /** Deletes all files. */
  public void clear() throws IOException {
    files.delete("");
    state.changed = false;
  }

  /** Deletes the directory with all that is in it. */
  public void remove() throws IOException {
    files.delete("");
    Files.deleteIfExists(root);
  }
}
