package dev.callboard.integrations.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a repository, or of a folder of it, in a temporary directory. It holds regular files
 * and directories only: what is a symbolic link in the repository is left out or is a file with the
 * link's text, and names that lead out of the directory never get there. Close it, and the
 * directory is deleted.
 */
public final class SourceTree implements AutoCloseable {
  private final Path directory;
  private final List<String> files;
  private final String etag;
  private final String commit;
  private final Map<String, SourceChange> changes;
  private final Runnable close;

  private SourceTree(
      Path directory,
      List<String> files,
      String etag,
      String commit,
      Map<String, SourceChange> changes,
      Runnable close) {
    this.directory = directory;
    this.files = files;
    this.etag = etag;
    this.commit = commit;
    this.changes = changes;
    this.close = close;
  }

  /**
   * Returns a tree.
   *
   * @param directory where the files are
   * @param files the paths of all files below the directory, with slashes
   * @param etag what to ask with next time, or null
   * @param commit the commit of the tree, or null
   * @param close deletes the directory
   */
  public static SourceTree of(
      Path directory, List<String> files, String etag, String commit, Runnable close) {
    return new SourceTree(directory, List.copyOf(files), etag, commit, Map.of(), close);
  }

  /** Returns the answer for a tree that has not changed. */
  public static SourceTree notModified(String etag) {
    return new SourceTree(null, List.of(), etag, etag, Map.of(), () -> {});
  }

  /**
   * Returns the same tree with what {@link ReadOptions#withHistory} asked for. Close one of the two
   * only.
   *
   * @param known by paths below the directory
   */
  public SourceTree withChanges(Map<String, SourceChange> known) {
    return new SourceTree(directory, files, etag, commit, Map.copyOf(known), close);
  }

  /**
   * Returns when and by whom files were changed last, by their paths below the directory; those of
   * which that is not known are missing.
   */
  public Map<String, SourceChange> changes() {
    return changes;
  }

  /** Returns the directory, or empty when the tree has not changed. */
  public Optional<Path> directory() {
    return Optional.ofNullable(directory);
  }

  /** Returns the paths of all files below the directory, sorted; empty when nothing changed. */
  public List<String> files() {
    return files;
  }

  /** Returns what to ask with next time, or empty. */
  public Optional<String> etag() {
    return Optional.ofNullable(etag);
  }

  /** Returns the commit of the tree, or empty when the host does not tell. */
  public Optional<String> commit() {
    return Optional.ofNullable(commit);
  }

  @Override
  public void close() {
    close.run();
  }
}
