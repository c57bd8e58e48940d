package dev.callboard.git.transport;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** A system without configuration of git. */
final class QuietSystemReader extends SystemReader.Delegate {
  QuietSystemReader(SystemReader reader) {
    super(reader);
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
