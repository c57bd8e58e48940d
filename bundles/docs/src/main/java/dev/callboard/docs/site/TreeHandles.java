package dev.callboard.docs.site;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Set;

/**
 * Opens files below a folder from handle to handle, so that no link is followed, not even one that
 * is put in the way while it is done. Thread-safe.
 */
final class TreeHandles implements Closeable {
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Path root;
  private final DirectoryStream<Path> top;

  TreeHandles(Path root) throws IOException {
    this.root = root;
    this.top = Files.newDirectoryStream(root);
  }

  /**
   * Opens a file.
   *
   * @param path from the root, with slashes, without empty names and dots
   * @throws NoSuchFileException when there is no such file
   * @throws IOException when a name on the way is a link, or no folder
   */
  SeekableByteChannel open(String path) throws IOException {
    if (top instanceof SecureDirectoryStream<Path> handle) {
      return open(handle, path);
    }
    return Files.newByteChannel(root.resolve(path), READ);
  }

  private SeekableByteChannel open(SecureDirectoryStream<Path> folder, String path)
      throws IOException {
    int slash = path.indexOf('/');
    if (slash < 0) {
      Path name = root.getFileSystem().getPath(path);
      if (!folder
          .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes()
          .isRegularFile()) {
        throw new NotRegularException(path);
      }
      return folder.newByteChannel(name, READ);
    }
    Path name = root.getFileSystem().getPath(path.substring(0, slash));
    try (SecureDirectoryStream<Path> below =
        folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      return open(below, path.substring(slash + 1));
    }
  }

  @Override
  public void close() throws IOException {
    top.close();
  }

  /** Something that is no plain file: a folder, a link, a pipe. */
  static final class NotRegularException extends IOException {
    private static final long serialVersionUID = 1L;

    NotRegularException(String path) {
      super(path + " is not a regular file");
    }
  }
}
