package dev.callboard.scaffolder.action;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.scaffolder.fetch.SourceTree;
import dev.callboard.scaffolder.fetch.TargetTree;
import dev.callboard.scaffolder.fetch.TreeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes the renderer of trees read and write workspaces. */
final class WorkspaceTrees {
  private static final int FILE_MODE = 0100644;
  private static final int PROGRAM_MODE = 0100755;

  private WorkspaceTrees() {}

  static SourceTree source(Workspace files) {
    return new SourceTree() {
      @Override
      public List<TreeEntry> entries() throws IOException {
        List<TreeEntry> entries = new ArrayList<>();
        for (WorkspaceEntry entry : files.walk("")) {
          TreeEntry.Kind kind = TreeEntry.Kind.valueOf(entry.type().name());
          entries.add(new TreeEntry(entry.path(), kind, entry.executable()));
        }
        return entries;
      }

      @Override
      public byte[] read(String path) throws IOException {
        return files.readBytes(path);
      }
    };
  }

  static TargetTree target(Workspace files, ActionContext context) {
    return new TargetTree() {
      @Override
      public boolean exists(String path) throws IOException {
        return files.find(path).isPresent();
      }

      @Override
      public void makeDirectory(String path) throws IOException {
        context.checkCancelled();
        context.logger().info("Writing directory " + path + "/ to template output path.");
        files.createDirectories(path);
      }

      @Override
      public void write(String path, byte[] content, boolean executable) throws IOException {
        context.checkCancelled();
        int mode = executable ? PROGRAM_MODE : FILE_MODE;
        context
            .logger()
            .info("Writing file " + path + " to template output path with mode " + mode + ".");
        files.write(path, content, executable);
      }
    };
  }
}
