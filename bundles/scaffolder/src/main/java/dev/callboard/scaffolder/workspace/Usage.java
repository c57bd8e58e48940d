package dev.callboard.scaffolder.workspace;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;

/** How much of its limits a workspace uses. Not thread-safe. */
final class Usage {
  private final WorkspaceLimits limits;
  private long size;
  private int files;

  Usage(WorkspaceLimits limits) {
    this.limits = limits;
  }

  /** Counts a file or directory that is made. */
  void entry(int depth) {
    if (files >= limits.maxFiles()) {
      throw full("more than " + limits.maxFiles() + " files and directories", "maxFiles");
    }
    if (depth > limits.maxDepth()) {
      throw full("more than " + limits.maxDepth() + " directories in one another", "maxDepth");
    }
    files++;
  }

  /** Counts bytes that are written to a file that has some already. */
  void bytes(long fileSize, long more) {
    if (fileSize + more > limits.maxFileSize()) {
      throw full("a file of more than " + limits.maxFileSize() + " bytes", "maxFileSize");
    }
    if (size + more > limits.maxSize()) {
      throw full("more than " + limits.maxSize() + " bytes", "maxSize");
    }
    size += more;
  }

  /** Takes back a file or directory that is gone. */
  void gone(long fileSize) {
    files--;
    size -= fileSize;
  }

  /** Counts what is there, whatever the limits are now. */
  void found(long fileSize) {
    files++;
    size += fileSize;
  }

  /** Refuses to read a file as a whole that is too large for that. */
  void checkReadable(String path, long fileSize) {
    if (fileSize > limits.maxFileSize()) {
      throw new PortalException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "The file '"
              + WorkspacePath.printable(path)
              + "' is larger than "
              + limits.maxFileSize()
              + " bytes (scaffolder.workspace.maxFileSize)");
    }
  }

  private static PortalException full(String what, String key) {
    return new PortalException(
        ErrorCode.INSUFFICIENT_STORAGE,
        "The workspace would hold " + what + " (scaffolder.workspace." + key + ")");
  }
}
