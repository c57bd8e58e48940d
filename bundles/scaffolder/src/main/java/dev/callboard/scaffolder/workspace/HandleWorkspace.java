package dev.callboard.scaffolder.workspace;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A workspace, or the view of a directory of one, over directory handles. */
final class HandleWorkspace implements Workspace {
  private final WorkspaceState state;
  private final List<String> base;

  HandleWorkspace(WorkspaceState state, List<String> base) {
    this.state = state;
    this.base = List.copyOf(base);
  }

  @Override
  public List<WorkspaceEntry> list(String directory) throws IOException {
    List<String> at = parts(directory);
    List<WorkspaceEntry> entries = new ArrayList<>();
    try (SecureDirectoryStream<Path> handle = state.handles.open(at)) {
      for (String name : state.handles.names(at)) {
        if (!WorkspacePath.canName(name)) {
          continue;
        }
        Handles.find(handle, name).ifPresent(found -> entries.add(placed(found, at)));
      }
    }
    return entries;
  }

  @Override
  public List<WorkspaceEntry> walk(String directory) throws IOException {
    List<WorkspaceEntry> all = new ArrayList<>();
    for (WorkspaceEntry entry : list(directory)) {
      all.add(entry);
      if (entry.isDirectory()) {
        all.addAll(walk(entry.path()));
      }
    }
    return all;
  }

  @Override
  public Optional<WorkspaceEntry> find(String path) throws IOException {
    List<String> at = parts(path);
    if (at.isEmpty()) {
      return Optional.of(new WorkspaceEntry("", WorkspaceEntry.Type.DIRECTORY, 0, false));
    }
    try (SecureDirectoryStream<Path> parent = state.handles.open(parent(at))) {
      return Handles.find(parent, name(at)).map(found -> placed(found, parent(at)));
    } catch (PortalException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public InputStream read(String path) throws IOException {
    List<String> at = file(path);
    try (SecureDirectoryStream<Path> parent = state.handles.open(parent(at))) {
      regular(parent, at);
      return Channels.newInputStream(
          parent.newByteChannel(
              Path.of(name(at)), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }
  }

  @Override
  public byte[] readBytes(String path) throws IOException {
    List<String> at = file(path);
    try (SecureDirectoryStream<Path> parent = state.handles.open(parent(at))) {
      state.usage.checkReadable(path, regular(parent, at).size());
    }
    try (InputStream in = read(path)) {
      return in.readAllBytes();
    }
  }

  @Override
  public OutputStream write(String path, boolean executable) throws IOException {
    List<String> at = file(path);
    state.changed = true;
    try (SecureDirectoryStream<Path> parent = state.handles.make(parent(at), state.usage)) {
      Optional<WorkspaceEntry> there = Handles.find(parent, name(at));
      if (there.isPresent()) {
        // Deleted, not written into: the file may have another name outside of the workspace.
        long size = regular(parent, at).size();
        parent.deleteFile(Path.of(name(at)));
        state.usage.gone(size);
      }
      state.usage.entry(at.size() - 1);
      return new CountedOutput(
          parent.newByteChannel(
              Path.of(name(at)),
              Set.of(
                  StandardOpenOption.WRITE,
                  StandardOpenOption.CREATE_NEW,
                  LinkOption.NOFOLLOW_LINKS),
              PosixFilePermissions.asFileAttribute(
                  PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"))),
          state.usage);
    }
  }

  @Override
  public void createDirectories(String path) throws IOException {
    state.changed = true;
    state.handles.make(parts(path), state.usage).close();
  }

  @Override
  public boolean delete(String path) throws IOException {
    List<String> at = parts(path);
    if (at.equals(base)) {
      for (WorkspaceEntry entry : list("")) {
        delete(entry.path());
      }
      return true;
    }
    Optional<WorkspaceEntry> there = find(path);
    if (there.isEmpty()) {
      return false;
    }
    state.changed = true;
    if (there.get().isDirectory()) {
      for (WorkspaceEntry entry : list(path)) {
        delete(entry.path());
      }
    }
    try (SecureDirectoryStream<Path> parent = state.handles.open(parent(at))) {
      if (there.get().isDirectory()) {
        parent.deleteDirectory(Path.of(name(at)));
      } else {
        parent.deleteFile(Path.of(name(at)));
      }
    }
    state.usage.gone(there.get().size());
    return true;
  }

  @Override
  public void move(String from, String to, boolean overwrite) throws IOException {
    List<String> source = file(from);
    List<String> target = file(to);
    WorkspaceEntry moved = present(from);
    makeRoom(from, to, overwrite);
    state.changed = true;
    try (SecureDirectoryStream<Path> out = state.handles.open(parent(source));
        SecureDirectoryStream<Path> in = state.handles.make(parent(target), state.usage)) {
      out.move(Path.of(name(source)), in, Path.of(name(target)));
    } catch (IOException e) {
      throw new PortalException(
          ErrorCode.CONFLICT,
          "'" + shown(moved.path()) + "' cannot be moved to '" + shown(to) + "'",
          e);
    }
  }

  @Override
  public void copy(String from, String to, boolean overwrite) throws IOException {
    WorkspaceEntry copied = present(from);
    makeRoom(from, to, overwrite);
    if (copied.isFile()) {
      copyFile(from, to, copied.executable());
      return;
    }
    if (!copied.isDirectory()) {
      throw notRegular(from);
    }
    createDirectories(to);
    for (WorkspaceEntry entry : walk(from)) {
      String target = to + entry.path().substring(copied.path().length());
      if (entry.isDirectory()) {
        createDirectories(target);
      } else if (entry.isFile()) {
        copyFile(entry.path(), target, entry.executable());
      }
    }
  }

  private void copyFile(String from, String to, boolean executable) throws IOException {
    try (InputStream in = read(from);
        OutputStream out = write(to, executable)) {
      in.transferTo(out);
    }
  }

  @Override
  public Workspace in(String directory) {
    return new HandleWorkspace(state, parts(directory));
  }

  private void makeRoom(String from, String to, boolean overwrite) throws IOException {
    String source = WorkspacePath.text(parts(from));
    String target = WorkspacePath.text(parts(to));
    if (target.equals(source) || target.startsWith(source + "/")) {
      throw PortalException.conflict("'" + shown(to) + "' is in '" + shown(from) + "' itself");
    }
    if (find(to).isEmpty()) {
      return;
    }
    if (!overwrite) {
      throw PortalException.conflict("'" + shown(to) + "' exists already in the workspace");
    }
    if (source.startsWith(target + "/")) {
      throw PortalException.conflict("'" + shown(from) + "' would be deleted with its target");
    }
    delete(to);
  }

  private WorkspaceEntry present(String path) throws IOException {
    return find(path)
        .orElseThrow(
            () -> PortalException.notFound("There is no '" + shown(path) + "' in the workspace"));
  }

  private WorkspaceEntry regular(SecureDirectoryStream<Path> parent, List<String> at)
      throws IOException {
    String path = WorkspacePath.text(at.subList(base.size(), at.size()));
    WorkspaceEntry entry =
        Handles.find(parent, name(at))
            .orElseThrow(
                () ->
                    PortalException.notFound(
                        "There is no file '" + shown(path) + "' in the workspace"));
    if (entry.isDirectory()) {
      throw PortalException.conflict("'" + shown(path) + "' is a directory, not a file");
    }
    if (!entry.isFile()) {
      throw notRegular(path);
    }
    return entry;
  }

  private static PortalException notRegular(String path) {
    return PortalException.input(
        "'" + shown(path) + "' is a symbolic link or a special file, which is not followed");
  }

  private WorkspaceEntry placed(WorkspaceEntry found, List<String> directory) {
    List<String> path = new ArrayList<>(directory.subList(base.size(), directory.size()));
    path.add(found.path());
    return new WorkspaceEntry(
        WorkspacePath.text(path), found.type(), found.size(), found.executable());
  }

  private List<String> parts(String path) {
    List<String> parts = new ArrayList<>(base);
    parts.addAll(WorkspacePath.parse(path));
    return parts;
  }

  private List<String> file(String path) {
    List<String> parts = parts(path);
    if (parts.size() == base.size()) {
      throw PortalException.conflict("'" + shown(path) + "' is the workspace itself");
    }
    return parts;
  }

  private static List<String> parent(List<String> parts) {
    return parts.subList(0, parts.size() - 1);
  }

  private static String name(List<String> parts) {
    return parts.get(parts.size() - 1);
  }

  private static String shown(String path) {
    return WorkspacePath.printable(path);
  }
}
