package dev.callboard.docs.site;

import dev.callboard.platform.error.PortalException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The files that a site is made of. Nothing outside of the directory is ever read: a name that
 * leads out is no file, and a symbolic link that does ends the build. For one build; files may be
 * read by several threads.
 */
final class DocsTree implements Closeable {
  private static final Set<String> SKIPPED = Set.of("node_modules", "__pycache__");

  private final Path root;
  private final SiteLimits limits;
  private final TreeHandles handles;
  private final AtomicLong size = new AtomicLong();
  private int files;

  private DocsTree(Path root, SiteLimits limits) throws IOException {
    this.root = root;
    this.limits = limits;
    this.handles = new TreeHandles(root);
  }

  /** Opens a directory. */
  static DocsTree open(Path directory, SiteLimits limits) {
    try {
      return new DocsTree(directory.toRealPath(), limits);
    } catch (IOException e) {
      throw PortalException.notFound("The folder of the documentation is not there");
    }
  }

  /** Returns the path of a name within the tree, or empty when it leads out of it. */
  static Optional<String> inside(String folder, String name) {
    if (name.indexOf('\0') >= 0 || name.indexOf('\\') >= 0 || name.startsWith("/")) {
      return Optional.empty();
    }
    List<String> segments = new ArrayList<>();
    for (String segment : (folder + "/" + name).split("/")) {
      if (segment.equals("..")) {
        if (segments.isEmpty()) {
          return Optional.empty();
        }
        segments.remove(segments.size() - 1);
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return Optional.of(String.join("/", segments));
  }

  /** Returns a file by its path from the root of the tree, or empty. */
  Optional<byte[]> read(String path) {
    Optional<String> within = inside("", path).filter(each -> !each.isEmpty());
    if (within.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(bytes(within.get()));
    } catch (InvalidPathException e) {
      return Optional.empty();
    } catch (IOException e) {
      return linked(within.get());
    }
  }

  /** A link within the tree is replaced by what it leads to, which then is opened without one. */
  private Optional<byte[]> linked(String path) {
    Optional<Path> file = file(path);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(bytes(root.relativize(file.get()).toString().replace('\\', '/')));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }

  /** Returns whether there is such a folder. */
  boolean isFolder(String path) {
    return path.isEmpty() || resolve(path).filter(Files::isDirectory).isPresent();
  }

  boolean isFile(String path) {
    return file(path).isPresent();
  }

  private Optional<Path> resolve(String path) {
    try {
      return inside("", path)
          .map(root::resolve)
          .filter(each -> each.startsWith(root) && Files.exists(each, LinkOption.NOFOLLOW_LINKS))
          .map(this::real);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> file(String path) {
    return resolve(path).filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS));
  }

  private Path real(Path path) {
    try {
      Path real = path.toRealPath();
      if (!real.startsWith(root)) {
        throw PortalException.input(
            "The path "
                + root.relativize(path)
                + " is a symbolic link that leads out of the documentation");
      }
      return real;
    } catch (IOException e) {
      throw PortalException.input(
          "The path " + root.relativize(path) + " is a symbolic link that leads nowhere");
    }
  }

  private byte[] bytes(String path) throws IOException {
    try (SeekableByteChannel channel = handles.open(path)) {
      long length = channel.size();
      if (length > limits.fileSize()) {
        throw PortalException.input(
            "The file "
                + path
                + " is larger than techdocs.limits.fileSize allows: "
                + limits.fileSize());
      }
      if (size.addAndGet(length) > limits.totalSize()) {
        throw PortalException.input(
            "The files are larger than techdocs.limits.totalSize allows: " + limits.totalSize());
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) length);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // until it is full, or the file has become shorter
      }
      return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
    }
  }

  @Override
  public void close() throws IOException {
    handles.close();
  }

  /** Returns the paths of all files below a folder, from that folder, sorted. */
  List<String> files(String folder) {
    Optional<Path> top = resolve(folder.isEmpty() ? "." : folder).or(() -> Optional.of(root));
    List<String> found = new ArrayList<>();
    try {
      Files.walkFileTree(top.get(), new Collector(top.get(), found));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the folder " + folder, e);
    }
    Collections.sort(found);
    return found;
  }

  private final class Collector extends SimpleFileVisitor<Path> {
    private final Path top;
    private final List<String> found;

    Collector(Path top, List<String> found) {
      this.top = top;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      String name = path.getFileName().toString();
      boolean skipped = !path.equals(top) && (name.startsWith(".") || SKIPPED.contains(name));
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      boolean file =
          attributes.isSymbolicLink()
              ? Files.isRegularFile(real(path))
              : attributes.isRegularFile();
      if (file && !path.getFileName().toString().startsWith(".")) {
        if (++files > limits.files()) {
          throw PortalException.input(
              "There are more files than techdocs.limits.files allows: " + limits.files());
        }
        found.add(top.relativize(path).toString().replace('\\', '/'));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
