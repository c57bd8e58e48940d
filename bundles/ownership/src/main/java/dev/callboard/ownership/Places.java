package dev.callboard.ownership;

import dev.callboard.catalog.api.Entity;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.api.WorkTrees;
import dev.callboard.platform.error.PortalException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds out where the files of an entity are. Reads no files but looks for {@code .git}. */
final class Places {
  private static final String MANAGED_BY = "backstage.io/managed-by-location";
  private static final String SOURCE = "backstage.io/source-location";
  private static final String URL = "url:";
  private static final String FILE = "file:";

  private final UrlReader reader;
  private final WorkTrees workTrees;

  /** Makes a finder; who looks into work trees may be missing, as null. */
  Places(UrlReader reader, WorkTrees workTrees) {
    this.reader = reader;
    this.workTrees = workTrees;
  }

  /**
   * Where the files of an entity are.
   *
   * @param repository what tells branches of repositories apart
   * @param place the same for all branches of the repository
   * @param url an address in the repository, or {@code dir:} and its root on this machine
   * @param folder in it, empty for the root
   */
  record Place(String repository, String place, String url, String folder) {}

  /** Returns the place, or empty when it is in no repository that is known. */
  Optional<Place> of(Entity entity) {
    String managed = entity.annotation(MANAGED_BY).orElse("");
    String source = entity.annotation(SOURCE).orElse("");
    if (source.startsWith(URL)) {
      return remote(source.substring(URL.length()), false);
    }
    if (managed.startsWith(URL)) {
      return remote(managed.substring(URL.length()), true);
    }
    // who writes an entity could name any folder, so only the one that it was read from counts
    return managed.startsWith(FILE) ? local(managed.substring(FILE.length())) : Optional.empty();
  }

  private Optional<Place> remote(String url, boolean isFile) {
    try {
      return reader
          .place(url)
          .map(found -> remote(url, found, isFile))
          // the name of a branch may hold any character, and no database takes this one
          .filter(place -> place.repository().indexOf('\0') < 0);
    } catch (PortalException e) {
      return Optional.empty();
    }
  }

  private static Place remote(String url, SourcePlace found, boolean isFile) {
    String path = found.path().replaceAll("/+$", "");
    String folder = isFile ? path.substring(0, Math.max(0, path.lastIndexOf('/'))) : path;
    return new Place(found.repository() + " " + found.ref(), found.repository(), url, folder);
  }

  private Optional<Place> local(String file) {
    if (workTrees == null) {
      return Optional.empty();
    }
    try {
      Path folder = Path.of(file).toAbsolutePath().normalize().getParent();
      Optional<Path> root = folder == null ? Optional.empty() : workTrees.root(folder);
      return root.filter(folder::startsWith).map(top -> local(top, folder));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Place local(Path root, Path folder) {
    String below = root.relativize(folder).toString().replace('\\', '/');
    return new Place("dir:" + root, "dir:" + root, "dir:" + root, below);
  }
}
