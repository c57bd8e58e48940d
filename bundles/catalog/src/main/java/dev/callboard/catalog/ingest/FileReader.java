package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.FileFinder;
import dev.callboard.catalog.location.FileTree;
import dev.callboard.catalog.store.SourceRow;
import dev.callboard.platform.error.PortalException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads local files below the directory of a root. */
final class FileReader implements SourceReader {
  private final FileTree tree;
  private final FileFinder finder;

  FileReader(FileTree tree, FileFinder finder) {
    this.tree = tree;
    this.finder = finder;
  }

  @Override
  public List<Found> find(Target target) {
    Path path = Path.of(target.target());
    if (FileFinder.isGlob(target.target())) {
      return found(target, finder.matching(path), false);
    }
    if (Files.isDirectory(path)) {
      return found(target, finder.below(path), true);
    }
    if (target.optional() && !Files.exists(path)) {
      return List.of();
    }
    return List.of(new Found(target, path.toString(), false));
  }

  private static List<Found> found(Target target, List<Path> paths, boolean discovered) {
    List<Found> found = new ArrayList<>(paths.size());
    paths.forEach(path -> found.add(new Found(target, path.toString(), discovered)));
    return found;
  }

  @Override
  public Content read(Found file, SourceRow previous, boolean thorough) {
    Path path = Path.of(file.address());
    // taken before the content: a change in between is seen the next time
    String stamp = Stamps.of(path);
    if (previous != null && !thorough && stamp.equals(previous.stamp()) && sameFiles(previous)) {
      return new Content(null, null, stamp, previous.digest());
    }
    byte[] bytes = tree.read(path);
    String digest = Stamps.sha256(bytes);
    if (previous != null && digest.equals(previous.digest()) && sameFiles(previous)) {
      return new Content(null, null, stamp, digest);
    }
    return new Content(bytes, null, stamp, digest);
  }

  private static boolean sameFiles(SourceRow previous) {
    if (previous.dependencies() == null) {
      return true;
    }
    for (String line : previous.dependencies().split("\n")) {
      int tab = line.indexOf('\t');
      if (!Stamps.of(Path.of(line.substring(0, tab))).equals(line.substring(tab + 1))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String resolve(String target, Found file) {
    Path path;
    try {
      path = Path.of(file.address()).resolveSibling(target).normalize();
    } catch (InvalidPathException e) {
      throw PortalException.input("is not a path");
    }
    if (!path.startsWith(tree.root())) {
      throw PortalException.notAllowed("is outside the directory that was registered");
    }
    return path.toString();
  }

  @Override
  public SourceReader.Related files(Found file) {
    return new LocalFiles(Path.of(file.address()));
  }

  private final class LocalFiles implements SourceReader.Related {
    private final Path file;
    private final Map<String, String> stamps = new TreeMap<>();

    LocalFiles(Path file) {
      this.file = file;
    }

    @Override
    public String location() {
      return "file:" + file;
    }

    @Override
    public String resolve(String reference) {
      return "file:" + file.resolveSibling(reference).normalize();
    }

    @Override
    public String read(String reference) {
      if (reference.contains("://")) {
        throw PortalException.input(
            "could not read location "
                + reference
                + ", a file may only reference files below its own directory");
      }
      try {
        Path path = tree.resolve(reference, file);
        stamps.put(path.toString(), Stamps.of(path));
        return text(tree.read(path));
      } catch (PortalException e) {
        throw new PortalException(
            e.code(), "could not read location " + reference + ", " + e.getMessage(), e);
      }
    }

    @Override
    public String dependencies() {
      StringBuilder lines = new StringBuilder();
      stamps.forEach((path, stamp) -> lines.append(path).append('\t').append(stamp).append('\n'));
      return stamps.isEmpty() ? null : lines.toString();
    }
  }

  /** Returns UTF-8 bytes as text, or throws with a text that says that they are not. */
  static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw PortalException.input("it holds the character U+0000");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw PortalException.input("it is not valid UTF-8");
    }
  }
}
