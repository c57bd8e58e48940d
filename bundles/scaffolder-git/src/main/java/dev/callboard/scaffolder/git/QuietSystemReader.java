package dev.callboard.scaffolder.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit from reading the configuration of git on this machine, and from running git to find
 * it: it may name proxies, helpers and other ways around what is allowed here. The bundle that
 * reads from git does the same; as JGit has one place for it and either bundle may go first, this
 * one looks before each use.
 */
final class QuietSystemReader extends SystemReader.Delegate {
  private QuietSystemReader(SystemReader reader) {
    super(reader);
  }

  /** Makes JGit quiet, when nobody else has. */
  static synchronized void ensure() {
    SystemReader current = SystemReader.getInstance();
    if (!(current instanceof SystemReader.Delegate)) {
      SystemReader.setInstance(new QuietSystemReader(current));
    }
  }

  /** Makes JGit forget this bundle. */
  static synchronized void release() {
    if (SystemReader.getInstance() instanceof QuietSystemReader) {
      SystemReader.setInstance(null);
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return none(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return none(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return none(parent, fs);
  }

  @Override
  public String getenv(String variable) {
    return variable.startsWith("GIT_") ? null : super.getenv(variable);
  }

  private static FileBasedConfig none(Config parent, FS fs) {
    return new FileBasedConfig(parent, null, fs) {
      @Override
      public void load() {
        // There is no file.
      }

      @Override
      public void save() {
        // What JGit measures of the file system is measured again after the next start.
      }

      @Override
      public boolean isOutdated() {
        return false;
      }
    };
  }
}
