package dev.callboard.scorecards.gate;

import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.scorecards.source.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The files of a task.
 *
 * @param paths of all files
 */
record WorkspaceFiles(Workspace workspace, List<String> paths) implements FileTree {
  static WorkspaceFiles of(Workspace workspace) throws IOException {
    return new WorkspaceFiles(
        workspace,
        workspace.walk(".").stream()
            .filter(WorkspaceEntry::isFile)
            .map(WorkspaceEntry::path)
            .map(path -> path.startsWith("./") ? path.substring(2) : path)
            .sorted()
            .toList());
  }

  @Override
  public byte[] read(String path, int most) throws IOException {
    try (InputStream in = workspace.read(path)) {
      return in.readNBytes(most);
    }
  }
}
