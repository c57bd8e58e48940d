package dev.callboard.plugins.store;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A plugin that is to be there after every start.
 *
 * @param id the plugin id
 * @param version the bundle version, with three numbers at least
 * @param symbolicName the bundle's symbolic name
 * @param sha256 the digest under which the store keeps the jar
 * @param publisher who published this jar
 * @param source the file name in the drop folder it came from, or empty when it was uploaded
 * @param stopped whether an operator stopped it
 * @param replaced digests of earlier jars that updates have replaced, newest last
 * @param shipped whether the jar is that of the installation, and not one of the store
 */
public record InstalledPlugin(
    String id,
    String version,
    String symbolicName,
    String sha256,
    String publisher,
    Optional<String> source,
    boolean stopped,
    List<String> replaced,
    boolean shipped) {
  private static final int MAX_REPLACED = 20;

  /** Checks the arguments. */
  public InstalledPlugin {
    requireNonNull(id, "id is null");
    requireNonNull(version, "version is null");
    requireNonNull(symbolicName, "symbolicName is null");
    requireNonNull(sha256, "sha256 is null");
    requireNonNull(publisher, "publisher is null");
    requireNonNull(source, "source is null");
    replaced =
        List.copyOf(replaced.subList(Math.max(0, replaced.size() - MAX_REPLACED), replaced.size()));
  }

  /** Returns where the jar came from: {@code server}, {@code upload}, or a file. */
  public String origin() {
    return shipped ? "server" : source.map(file -> "drop-folder:" + file).orElse("upload");
  }

  /** Returns the same with another file it comes from. */
  public InstalledPlugin withSource(Optional<String> file) {
    return new InstalledPlugin(
        id, version, symbolicName, sha256, publisher, file, stopped, replaced, shipped);
  }

  /** Returns the same, stopped by an operator or not. */
  public InstalledPlugin withStopped(boolean value) {
    return new InstalledPlugin(
        id, version, symbolicName, sha256, publisher, source, value, replaced, shipped);
  }

  /** Returns the same with another publisher. */
  public InstalledPlugin withPublisher(String value) {
    return new InstalledPlugin(
        id, version, symbolicName, sha256, value, source, stopped, replaced, shipped);
  }
}
