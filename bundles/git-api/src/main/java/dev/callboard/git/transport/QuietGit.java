package dev.callboard.git.transport;

import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit from reading the configuration of git on this machine, and from running git to find
 * it: it may name proxies, helpers and other ways around what is allowed here. JGit has one place
 * for it, which all bundles share. Thread-safe.
 */
public final class QuietGit {
  private QuietGit() {}

  /** Makes JGit quiet. Call it before each use: another bundle may have undone it. */
  public static void ensure() {
    synchronized (QuietSystemReader.class) {
      SystemReader current = SystemReader.getInstance();
      if (!(current instanceof QuietSystemReader)) {
        SystemReader.setInstance(new QuietSystemReader(current));
      }
    }
  }

  /** Makes JGit what it was, so that it holds no bundle. Call it when a bundle stops. */
  public static void release() {
    synchronized (QuietSystemReader.class) {
      if (SystemReader.getInstance() instanceof QuietSystemReader) {
        SystemReader.setInstance(null);
      }
    }
  }
}
