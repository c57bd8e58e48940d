package dev.callboard.plugins.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;

/**
 * Tells one state of a file from another. Size and modification time are not enough: a file that
 * replaces another can have both. Where there is Unix, the inode and the change time, which no
 * program sets at will, tell them apart.
 *
 * @param size in bytes
 * @param modified when the content was last written
 * @param changed when the inode was last changed, or the same as modified
 * @param inode which file it is, or 0
 */
record FileStamp(long size, FileTime modified, FileTime changed, long inode) {
  /** Returns the stamp of a regular file, links followed, or empty when there is none. */
  static Optional<FileStamp> of(Path file) {
    try {
      BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
      if (!basic.isRegularFile()) {
        return Optional.empty();
      }
      if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
        FileTime modified = basic.lastModifiedTime();
        return Optional.of(new FileStamp(basic.size(), modified, modified, 0));
      }
      Map<String, Object> unix = Files.readAttributes(file, "unix:ctime,ino");
      return Optional.of(
          new FileStamp(
              basic.size(),
              basic.lastModifiedTime(),
              (FileTime) unix.get("ctime"),
              ((Number) unix.get("ino")).longValue()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
