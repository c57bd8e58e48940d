package dev.callboard.scaffolder.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The files of a task. Every access goes through open directory handles, one path part at a time,
 * and follows no symbolic link: neither a path nor somebody who swaps directories in the meantime
 * leads out of the workspace. To be used by one thread at a time; every method blocks for as long
 * as the disk takes.
 *
 * <p>A path is relative, with slashes, such as {@code src/main/App.java}; {@code .}, {@code ./} and
 * the empty text are the workspace itself. Failures are {@link
 * dev.callboard.platform.error.PortalException}s that name the path: {@code INPUT} for a path that
 * is absolute, leads out, has a part {@code .git} (in any spelling that some file system takes for
 * it), a backslash or a control character, or goes through a symbolic link; {@code NOT_FOUND} for a
 * missing file or directory; {@code CONFLICT} for something of the wrong type or in the way; {@code
 * INSUFFICIENT_STORAGE} when a limit of {@code scaffolder.workspace} is reached.
 */
@ProviderType
public interface Workspace {
  /** Returns what is in a directory, sorted by name. */
  List<WorkspaceEntry> list(String directory) throws IOException;

  /**
   * Returns all that is below a directory, each directory before its content, siblings sorted by
   * name. Symbolic links are listed and not followed.
   */
  List<WorkspaceEntry> walk(String directory) throws IOException;

  /** Returns what is at a path, or empty when nothing is. */
  Optional<WorkspaceEntry> find(String path) throws IOException;

  /** Opens a file for reading; to be closed. */
  InputStream read(String path) throws IOException;

  /**
   * Reads a whole file.
   *
   * @throws dev.callboard.platform.error.PortalException with code {@code PAYLOAD_TOO_LARGE} when
   *     it is larger than {@code scaffolder.workspace.maxFileSize}
   */
  byte[] readBytes(String path) throws IOException;

  /** Reads a whole file as UTF-8, as {@link #readBytes}; what is not UTF-8 is replaced. */
  default String readText(String path) throws IOException {
    return new String(readBytes(path), StandardCharsets.UTF_8);
  }

  /**
   * Opens a file for writing; to be closed. Missing directories are made; an existing file is
   * replaced.
   *
   * @param path where
   * @param executable whether its owner may run it
   */
  OutputStream write(String path, boolean executable) throws IOException;

  /** Writes a whole file, as {@link #write(String, boolean)}. */
  default void write(String path, byte[] content, boolean executable) throws IOException {
    try (OutputStream out = write(path, executable)) {
      out.write(content);
    }
  }

  /** Writes a whole file as UTF-8 that nobody runs. */
  default void writeText(String path, String content) throws IOException {
    write(path, content.getBytes(StandardCharsets.UTF_8), false);
  }

  /** Makes a directory and those above it; does nothing when it is there. */
  void createDirectories(String path) throws IOException;

  /**
   * Deletes a file, a symbolic link (not what it names) or a directory with all that is in it.
   *
   * @return whether something was there
   */
  boolean delete(String path) throws IOException;

  /**
   * Moves a file or directory. Missing directories above the target are made.
   *
   * @param from what
   * @param to the new path of it, not the directory to put it into
   * @param overwrite whether what is at the new path is deleted first; else it is a conflict
   */
  void move(String from, String to, boolean overwrite) throws IOException;

  /** Copies a file or a directory with all that is in it, as {@link #move}. Links are left out. */
  void copy(String from, String to, boolean overwrite) throws IOException;

  /**
   * Returns a view of a directory: its paths start there and do not lead out of it. Limits are
   * those of the whole. The directory need not exist until it is used.
   */
  Workspace in(String directory);
}
