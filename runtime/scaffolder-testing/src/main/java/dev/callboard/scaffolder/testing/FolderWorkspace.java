package dev.callboard.scaffolder.testing;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A workspace over a directory, with the rules for paths and without those for races. */
public final class FolderWorkspace implements Workspace {
  private final Path root;

  /** Creates a workspace over a directory that may be missing. */
  public FolderWorkspace(Path root) {
    this.root = root;
  }

  private Path resolve(String path) {
    Path result = root;
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() && path.startsWith("/") || part.equals("..") || part.contains("\\")) {
        throw PortalException.input("'" + path + "' is outside of the workspace");
      }
      if (part.replaceAll("\\p{Cf}", "").toLowerCase(Locale.ROOT).equals(".git")) {
        throw PortalException.input("'" + path + "' means something to git");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        result = result.resolve(part);
      }
    }
    return result;
  }

  private WorkspaceEntry entry(Path file) throws IOException {
    String path = root.relativize(file).toString();
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return new WorkspaceEntry(path, WorkspaceEntry.Type.DIRECTORY, 0, false);
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return new WorkspaceEntry(path, WorkspaceEntry.Type.OTHER, 0, false);
    }
    return new WorkspaceEntry(
        path, WorkspaceEntry.Type.FILE, Files.size(file), Files.isExecutable(file));
  }

  @Override
  public List<WorkspaceEntry> list(String directory) throws IOException {
    Path path = resolve(directory);
    if (!Files.isDirectory(path)) {
      throw PortalException.notFound("there is no directory '" + directory + "'");
    }
    List<WorkspaceEntry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.sorted().toList()) {
        entries.add(entry(file));
      }
    }
    return entries;
  }

  @Override
  public List<WorkspaceEntry> walk(String directory) throws IOException {
    List<WorkspaceEntry> entries = new ArrayList<>();
    for (WorkspaceEntry entry : list(directory)) {
      entries.add(entry);
      if (entry.isDirectory()) {
        entries.addAll(walk(entry.path()));
      }
    }
    return entries;
  }

  @Override
  public Optional<WorkspaceEntry> find(String path) throws IOException {
    Path file = resolve(path);
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(entry(file))
        : Optional.empty();
  }

  @Override
  public InputStream read(String path) throws IOException {
    return Files.newInputStream(resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public byte[] readBytes(String path) throws IOException {
    try (InputStream in = read(path)) {
      return in.readAllBytes();
    }
  }

  @Override
  public OutputStream write(String path, boolean executable) throws IOException {
    Path file = resolve(path);
    Files.createDirectories(file.getParent());
    OutputStream out = Files.newOutputStream(file);
    if (executable && !file.toFile().setExecutable(true)) {
      throw new IOException("cannot make it executable");
    }
    return out;
  }

  @Override
  public void createDirectories(String path) throws IOException {
    Files.createDirectories(resolve(path));
  }

  @Override
  public boolean delete(String path) throws IOException {
    return Files.deleteIfExists(resolve(path));
  }

  @Override
  public void move(String from, String to, boolean overwrite) throws IOException {
    Files.move(resolve(from), resolve(to));
  }

  @Override
  public void copy(String from, String to, boolean overwrite) throws IOException {
    Files.copy(resolve(from), resolve(to));
  }

  @Override
  public Workspace in(String directory) {
    return new FolderWorkspace(resolve(directory));
  }
}
