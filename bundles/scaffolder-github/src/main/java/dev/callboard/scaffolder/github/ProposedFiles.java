package dev.callboard.scaffolder.github;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.GitPublisher;
import dev.callboard.scaffolder.publish.RepositoryPath;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/**
 * What a pull request changes.
 *
 * @param source where the files are
 * @param files that are added or replaced
 * @param targetPath where they go in the repository, empty or with a slash at its end
 * @param deleted paths in the repository that are deleted
 */
record ProposedFiles(
    Workspace source, List<WorkspaceEntry> files, String targetPath, List<String> deleted) {

  static ProposedFiles of(ActionContext context, GitPublisher publisher, ActionInput input)
      throws IOException {
    Workspace source = context.workspace().in(input.text("sourcePath").orElse("."));
    String target = RepositoryPath.clean("targetPath", input.text("targetPath").orElse(""));
    String prefix = target.isEmpty() ? "" : target + "/";
    TreeSet<String> deleted = new TreeSet<>();
    for (String path : input.texts("filesToDelete")) {
      deleted.add(prefix + RepositoryPath.clean("filesToDelete", path));
    }
    List<WorkspaceEntry> files =
        publisher.files(source).stream()
            .filter(file -> !deleted.contains(prefix + file.path()))
            .toList();
    return new ProposedFiles(source, files, prefix, List.copyOf(deleted));
  }
}
