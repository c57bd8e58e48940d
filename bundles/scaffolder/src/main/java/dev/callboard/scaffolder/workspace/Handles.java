package dev.callboard.scaffolder.workspace;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens directories below a root, one part of the path after the other, each relative to the handle
 * of the one before, and none of them through a symbolic link. So nobody who swaps a directory for
 * a link in the meantime can lead out of the root.
 */
final class Handles {
  private final Path root;
  private final Path staging;

  /**
   * Looks at nothing yet.
   *
   * @param root the directory, which must exist
   * @param staging a directory on the same file system that no template reaches: directories are
   *     made there and moved to their place, because there is no way to make one by a handle
   */
  Handles(Path root, Path staging) {
    this.root = root;
    this.staging = staging;
  }

  /** Opens a directory; to be closed. */
  SecureDirectoryStream<Path> open(List<String> parts) throws IOException {
    SecureDirectoryStream<Path> at = secure(root);
    for (int i = 0; i < parts.size(); i++) {
      at = into(at, parts, i);
    }
    return at;
  }

  /** Opens a directory and makes it and those above it where they are missing; to be closed. */
  SecureDirectoryStream<Path> make(List<String> parts, Usage usage) throws IOException {
    SecureDirectoryStream<Path> at = secure(root);
    for (int i = 0; i < parts.size(); i++) {
      try {
        if (find(at, parts.get(i)).isEmpty()) {
          usage.entry(i + 1);
          makeDirectory(at, parts.get(i));
        }
      } catch (IOException | RuntimeException e) {
        at.close();
        throw e;
      }
      at = into(at, parts, i);
    }
    return at;
  }

  /** Returns what has a name in an open directory. */
  static Optional<WorkspaceEntry> find(SecureDirectoryStream<Path> directory, String name)
      throws IOException {
    try {
      PosixFileAttributes attributes =
          directory
              .getFileAttributeView(
                  Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes();
      return Optional.of(entry(name, attributes));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Returns the names in a directory, sorted. */
  List<String> names(List<String> parts) throws IOException {
    try (SecureDirectoryStream<Path> directory = open(parts)) {
      List<String> names = new ArrayList<>();
      directory.forEach(path -> names.add(path.getFileName().toString()));
      names.sort(null);
      return names;
    }
  }

  private static WorkspaceEntry entry(String name, PosixFileAttributes attributes) {
    if (attributes.isDirectory()) {
      return new WorkspaceEntry(name, WorkspaceEntry.Type.DIRECTORY, 0, false);
    }
    if (!attributes.isRegularFile()) {
      return new WorkspaceEntry(name, WorkspaceEntry.Type.OTHER, 0, false);
    }
    return new WorkspaceEntry(
        name,
        WorkspaceEntry.Type.FILE,
        attributes.size(),
        attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE));
  }

  private static SecureDirectoryStream<Path> into(
      SecureDirectoryStream<Path> parent, List<String> parts, int index) throws IOException {
    String name = parts.get(index);
    try (parent) {
      return parent.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw why(parts.subList(0, index + 1), e);
    }
  }

  private static RuntimeException why(List<String> parts, IOException problem) {
    String path = WorkspacePath.printable(WorkspacePath.text(parts));
    if (problem instanceof NoSuchFileException) {
      return PortalException.notFound("There is no directory '" + path + "' in the workspace");
    }
    return PortalException.input(
        "'" + path + "' is not a directory of the workspace, or is a symbolic link");
  }

  private void makeDirectory(SecureDirectoryStream<Path> parent, String name) throws IOException {
    Path made = Files.createTempDirectory(staging, "d");
    try (SecureDirectoryStream<Path> from = secure(staging)) {
      from.move(made.getFileName(), parent, Path.of(name));
    } catch (IOException e) {
      Files.deleteIfExists(made);
      throw e;
    }
  }

  private static SecureDirectoryStream<Path> secure(Path directory) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException(
        "The file system of the data directory has no directory handles; use another one");
  }
}
