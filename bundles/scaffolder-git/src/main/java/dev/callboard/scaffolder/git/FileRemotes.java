package dev.callboard.scaffolder.git;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Repositories in directories of this machine: below those that the operator lists, no others. */
final class FileRemotes {
  private static final String KEY = "scaffolder.git.directories";

  private final List<Path> roots = new ArrayList<>();

  FileRemotes(Config config) throws IOException {
    for (String root : config.strings(KEY)) {
      Path path = Path.of(root);
      if (!path.isAbsolute()) {
        throw PortalException.input(KEY + ": '" + root + "' must be an absolute path");
      }
      if (Files.isDirectory(path)) {
        roots.add(path.toRealPath());
      }
    }
  }

  /** Returns the directory of a repository that is there. */
  Path existing(URI remote) throws IOException {
    Path path = path(remote);
    if (!Files.isDirectory(path)) {
      throw PortalException.notFound("There is no repository '" + remote + "'");
    }
    return check(path.toRealPath(), remote);
  }

  /** Returns the directory of a repository that may be missing, in one that is there. */
  Path wanted(URI remote) throws IOException {
    Path path = path(remote);
    if (Files.exists(path)) {
      return existing(remote);
    }
    Path parent = path.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw refused(remote);
    }
    return check(parent.toRealPath().resolve(path.getFileName()), remote);
  }

  private static Path path(URI remote) {
    String host = remote.getRawAuthority();
    String path = remote.getPath();
    boolean odd = path == null || path.chars().anyMatch(c -> c < ' ' || c == 127);
    if (host != null && !host.isEmpty() || odd || !path.startsWith("/")) {
      throw PortalException.input(
          "'" + remote + "' is no directory; it should be like file:///srv/git/shop.git");
    }
    for (Path part : Path.of(path)) {
      if (part.toString().equals("..") || part.toString().equals(".")) {
        throw refused(remote);
      }
    }
    return Path.of(path);
  }

  /** The real path counts, so that no link leads out. A root itself is no repository. */
  private Path check(Path real, URI remote) {
    if (roots.stream().noneMatch(root -> real.startsWith(root) && !real.equals(root))) {
      throw refused(remote);
    }
    return real;
  }

  private static PortalException refused(URI remote) {
    return PortalException.notAllowed(
        "'" + remote + "' may not be pushed to; the directories that may are in " + KEY);
  }
}
