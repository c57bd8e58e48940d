package dev.callboard.catalog.location;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads files below a directory and never outside it: links are resolved before the check, and the
 * file that is opened is the one that was checked. Thread-safe; blocks on the disk.
 */
public final class FileTree {
  private final Path root;
  private final int maxBytes;

  /**
   * Creates a view of a directory.
   *
   * @param root need not exist yet
   * @param maxBytes the size of a file at the most
   */
  public FileTree(Path root, int maxBytes) {
    this.root = requireNonNull(root, "root is null").toAbsolutePath().normalize();
    this.maxBytes = maxBytes;
  }

  /** Returns the directory. */
  public Path root() {
    return root;
  }

  /**
   * Reads a file.
   *
   * @throws PortalException with code {@code NOT_FOUND} when there is none, {@code NOT_ALLOWED}
   *     when it is outside the directory or no plain file, {@code PAYLOAD_TOO_LARGE} when it is too
   *     large
   */
  public byte[] read(Path file) {
    Path real = checked(file);
    try (InputStream in =
        Files.newInputStream(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new PortalException(
            ErrorCode.PAYLOAD_TOO_LARGE, "file has more than " + maxBytes + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new PortalException(ErrorCode.NOT_FOUND, "no such file", e);
    } catch (IOException e) {
      throw new PortalException(ErrorCode.SERVICE_UNAVAILABLE, "file cannot be read", e);
    }
  }

  /** Returns the path without links of a file that may be read, or throws as {@link #read}. */
  public Path checked(Path file) {
    Path absolute = root.resolve(file).normalize();
    if (!absolute.startsWith(root)) {
      throw outside();
    }
    try {
      Path real = absolute.toRealPath();
      if (!real.startsWith(root.toRealPath())) {
        throw outside();
      }
      if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
        throw new PortalException(ErrorCode.NOT_ALLOWED, "not a plain file");
      }
      return real;
    } catch (NoSuchFileException e) {
      throw new PortalException(ErrorCode.NOT_FOUND, "no such file", e);
    } catch (IOException e) {
      throw new PortalException(ErrorCode.SERVICE_UNAVAILABLE, "file cannot be read", e);
    }
  }

  /**
   * Returns the path of a reference that stands in a file, without a look at the disk.
   *
   * @throws PortalException with code {@code NOT_ALLOWED} when it leads out of the directory
   */
  public Path resolve(String reference, Path file) {
    try {
      Path path = file.toAbsolutePath().resolveSibling(reference).normalize();
      if (reference.startsWith("/") || !path.startsWith(root)) {
        throw outside();
      }
      return path;
    } catch (InvalidPathException e) {
      throw PortalException.input("is not a path");
    }
  }

  private static PortalException outside() {
    return new PortalException(
        ErrorCode.NOT_ALLOWED, "is outside the directory that was registered");
  }
}
