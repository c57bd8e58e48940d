package dev.callboard.integrations;

import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.spi.TreeWriter;
import dev.callboard.platform.error.PortalException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Writes a tree, counting as it goes; what an archive says about itself counts for nothing. */
final class DefaultTreeWriter implements TreeWriter {
  // Small archives compress as well as they like.
  private static final long FREE_BYTES = 1 << 20;

  private final Path directory;
  private final Path files;
  private final TreeLimits limits;
  private final TreePaths paths;
  private final TreeSet<String> written = new TreeSet<>();
  private long bytes;
  private long most;
  private int scratches;
  private boolean finished;

  DefaultTreeWriter(Path directory, TreeLimits limits) {
    this.directory = directory;
    this.limits = limits;
    files = directory.resolve("files");
    paths = new TreePaths(limits.pathLength());
    most = limits.bytes();
  }

  @Override
  public Path scratch() {
    return directory.resolve("scratch-" + scratches++);
  }

  @Override
  public void file(String path, InputStream content) throws IOException {
    paths.check(path);
    count(written.size() + 1);
    Path file = files.resolve(path).normalize();
    if (!file.startsWith(files)) {
      throw PortalException.input("a name leads out of the tree");
    }
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      byte[] buffer = new byte[16 * 1024];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        bytes += n;
        if (bytes > most) {
          throw PortalException.input(
              most == limits.bytes()
                  ? "the tree is larger than the limit of " + most + " bytes"
                  : "the archive unpacks to more than " + limits.ratio() + " times its size");
        }
        out.write(buffer, 0, n);
      }
    }
    written.add(path);
  }

  private void count(int entries) {
    if (entries > limits.entries()) {
      throw PortalException.input(
          "the tree has more than the limit of " + limits.entries() + " files");
    }
  }

  @Override
  public void zip(Path archive, int skip, String folder) throws IOException {
    most = mostOf(archive);
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      count(zip.size());
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        entry(zip, all.nextElement(), skip, folder);
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw PortalException.input("the archive is damaged: " + e.getMessage());
    } finally {
      most = limits.bytes();
    }
  }

  private void entry(ZipFile zip, ZipEntry entry, int skip, String folder) throws IOException {
    Optional<String> path = path(entry.getName(), entry.isDirectory(), skip, folder);
    if (path.isEmpty()) {
      return;
    }
    try (InputStream content = zip.getInputStream(entry)) {
      if (content == null) {
        throw PortalException.input("the archive is damaged: it lists a file that it has not");
      }
      file(path.get(), content);
    }
  }

  /** Checks a name in an archive and returns what it is in the tree, or empty for no part of it. */
  private Optional<String> path(String given, boolean isDirectory, int skip, String folder) {
    String name = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    new TreePaths(limits.pathLength()).check(name);
    List<String> segments = List.of(name.split("/"));
    if (isDirectory || segments.size() <= skip) {
      return Optional.empty();
    }
    String path = String.join("/", segments.subList(skip, segments.size()));
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return path.startsWith(prefix)
        ? Optional.of(path.substring(prefix.length()))
        : Optional.empty();
  }

  @Override
  public void tarGz(Path archive, int skip, String folder) throws IOException {
    most = mostOf(archive);
    int entries = 0;
    try (InputStream packed = Files.newInputStream(archive);
        TarEntries tar = new TarEntries(new GZIPInputStream(packed), most - bytes)) {
      while (tar.next()) {
        count(++entries);
        Optional<String> path = path(tar.name(), tar.isDirectory(), skip, folder);
        if (path.isPresent() && tar.isFile()) {
          file(path.get(), tar.content());
        }
      }
    } catch (ZipException | EOFException e) {
      throw PortalException.input("the archive is damaged: " + e.getMessage());
    } finally {
      most = limits.bytes();
    }
  }

  private long mostOf(Path archive) throws IOException {
    long unpacked = Math.max(FREE_BYTES, Files.size(archive) * limits.ratio());
    return Math.min(limits.bytes(), bytes + unpacked);
  }

  @Override
  public SourceTree finish(String etag, String commit) {
    try {
      Files.createDirectories(files);
    } catch (IOException e) {
      throw PortalException.unavailable("the directory of the tree cannot be made");
    }
    finished = true;
    return SourceTree.of(
        files, List.copyOf(written), etag, commit, () -> TempDirectories.delete(directory));
  }

  @Override
  public void close() {
    if (!finished) {
      TempDirectories.delete(directory);
    }
  }
}
