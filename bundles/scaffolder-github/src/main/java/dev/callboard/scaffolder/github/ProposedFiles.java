package dev.callboard.scaffolder.github;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.GitPublisher;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
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
    String target = clean("targetPath", input.text("targetPath").orElse(""));
    String prefix = target.isEmpty() ? "" : target + "/";
    TreeSet<String> deleted = new TreeSet<>();
    for (String path : input.texts("filesToDelete")) {
      deleted.add(prefix + clean("filesToDelete", path));
    }
    List<WorkspaceEntry> files =
        publisher.files(source).stream()
            .filter(file -> !deleted.contains(prefix + file.path()))
            .toList();
    return new ProposedFiles(source, files, prefix, List.copyOf(deleted));
  }

  /** Returns a path in a repository, which does not lead out of it nor into git's own files. */
  private static String clean(String input, String path) {
    StringBuilder clean = new StringBuilder();
    for (String part : path.split("/", -1)) {
      String plain = part.replaceAll("\\p{Cf}", "").toLowerCase(Locale.ROOT);
      boolean odd = part.chars().anyMatch(c -> c < ' ' || c == 127 || c == '\\');
      if (path.startsWith("/") && clean.isEmpty() && path.length() > 1 && part.isEmpty()) {
        continue;
      }
      if (part.equals("..") || odd || plain.matches("\\.git|git~\\d+")) {
        throw PortalException.input(
            "Input '" + input + "' has '" + path + "', which is outside of the repository");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        clean.append(clean.isEmpty() ? "" : "/").append(part);
      }
    }
    return clean.toString();
  }
}
