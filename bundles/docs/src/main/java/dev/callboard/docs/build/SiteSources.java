package dev.callboard.docs.build;

import static java.util.Objects.requireNonNull;

import dev.callboard.docs.build.DocsLocations.Location;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceChange;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.api.WorkTrees;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Fetches the trees that sites are built from. Thread-safe; blocks. */
final class SiteSources {
  private final UrlReader reader;
  private final Supplier<WorkTrees> workTrees;

  /** Makes sources; who looks into work trees may be missing, as null. */
  SiteSources(UrlReader reader, Supplier<WorkTrees> workTrees) {
    this.reader = requireNonNull(reader, "reader is null");
    this.workTrees = requireNonNull(workTrees, "workTrees is null");
  }

  /** A tree while it is built. */
  interface Prepared extends AutoCloseable {
    /** Returns where it is, or empty when it has not changed. */
    Optional<Path> directory();

    /** Returns the tag of the tree, or empty for a folder of this machine. */
    Optional<String> etag();

    /** Returns where a file of the tree is edited. */
    Optional<String> editUrl(String path);

    /** Returns when and by whom files were changed last, by their paths. */
    Map<String, SourceChange> changes();

    @Override
    void close();
  }

  /** Returns the commits of the tags of the repository by their names. */
  Map<String, String> tags(Location location) {
    return reader.tags(location.target());
  }

  /** Returns where the same tree is at a tag, or empty for a host without tags. */
  Optional<Location> at(Location location, String tag) {
    return reader.at(location.target(), tag).map(url -> new Location("url", url));
  }

  /**
   * Fetches a tree.
   *
   * @param location where it is
   * @param etag of the version that is published, or null
   * @param asOf what was known a moment before does not count, or null
   * @param commits how many are looked at for the last changes of files
   */
  Prepared open(Location location, String etag, Instant asOf, int commits) {
    if (location.isLocal()) {
      Path folder = Path.of(location.target());
      WorkTrees git = workTrees.get();
      return new Folder(folder, git == null ? Map.of() : git.changes(folder, commits));
    }
    ReadOptions options = ReadOptions.none().withEtag(etag).withAsOf(asOf).withHistory(commits);
    SourceTree tree = reader.readTree(location.target(), options);
    return new Fetched(tree, location.target());
  }

  private record Folder(Path path, Map<String, SourceChange> changes) implements Prepared {
    @Override
    public Optional<Path> directory() {
      return Optional.of(path);
    }

    @Override
    public Optional<String> etag() {
      return Optional.empty();
    }

    @Override
    public Optional<String> editUrl(String file) {
      return Optional.empty();
    }

    @Override
    public void close() {
      // it is not ours
    }
  }

  private final class Fetched implements Prepared {
    private final SourceTree tree;
    private final String url;

    Fetched(SourceTree tree, String url) {
      this.tree = tree;
      this.url = url.endsWith("/") ? url : url + "/";
    }

    @Override
    public Optional<Path> directory() {
      return tree.directory();
    }

    @Override
    public Optional<String> etag() {
      return tree.etag();
    }

    @Override
    public Optional<String> editUrl(String file) {
      return reader.editUrl(url + file);
    }

    @Override
    public Map<String, SourceChange> changes() {
      return tree.changes();
    }

    @Override
    public void close() {
      tree.close();
    }
  }
}
