package dev.callboard.docs.build;

import static java.util.Objects.requireNonNull;

import dev.callboard.docs.build.DocsLocations.Location;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlReader;
import java.nio.file.Path;
import java.util.Optional;

/** Fetches the trees that sites are built from. Thread-safe; blocks. */
final class SiteSources {
  private final UrlReader reader;

  SiteSources(UrlReader reader) {
    this.reader = requireNonNull(reader, "reader is null");
  }

  /** A tree while it is built. */
  interface Prepared extends AutoCloseable {
    /** Returns where it is, or empty when it has not changed. */
    Optional<Path> directory();

    /** Returns the tag of the tree, or empty for a folder of this machine. */
    Optional<String> etag();

    /** Returns where a file of the tree is edited. */
    Optional<String> editUrl(String path);

    @Override
    void close();
  }

  /**
   * Fetches a tree.
   *
   * @param location where it is
   * @param etag of the version that is published, or null
   */
  Prepared open(Location location, String etag) {
    if (location.isLocal()) {
      return new Folder(Path.of(location.target()));
    }
    SourceTree tree = reader.readTree(location.target(), ReadOptions.none().withEtag(etag));
    return new Fetched(tree, location.target());
  }

  private record Folder(Path path) implements Prepared {
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
    public void close() {
      tree.close();
    }
  }
}
