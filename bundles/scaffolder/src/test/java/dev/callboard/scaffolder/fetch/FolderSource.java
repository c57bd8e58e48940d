package dev.callboard.scaffolder.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder as a source; for tests, which need no protection from their own files. */
final class FolderSource implements SourceTree {
  private final Path root;

  FolderSource(Path root) {
    this.root = root;
  }

  @Override
  public List<TreeEntry> entries() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(path -> !path.equals(root)).sorted().map(this::entry).toList();
    }
  }

  private TreeEntry entry(Path path) {
    boolean isFile = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    boolean isDirectory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    TreeEntry.Kind kind =
        isFile
            ? TreeEntry.Kind.FILE
            : isDirectory ? TreeEntry.Kind.DIRECTORY : TreeEntry.Kind.OTHER;
    String name = root.relativize(path).toString().replace('\\', '/');
    return new TreeEntry(name, kind, isFile && Files.isExecutable(path));
  }

  @Override
  public byte[] read(String path) throws IOException {
    return Files.readAllBytes(root.resolve(path));
  }
}
