package dev.callboard.rails;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The working tree that is checked: where it is and which files belong to it. */
final class Repository {

  private static final Path ROOT = locate();

  private Repository() {}

  static Path root() {
    return ROOT;
  }

  static Path rails(String name) {
    return ROOT.resolve("runtime/rails").resolve(name);
  }

  /** The unpacked distribution: the one that was built, or what the property names. */
  static Path distribution() {
    String named = System.getProperty("callboard.distribution");
    return named == null ? ROOT.resolve("runtime/distribution/target/callboard") : Path.of(named);
  }

  /** The path from the root, with slashes on every system. */
  static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  /** The folders below {@code parent} that hold a module, in order of their names. */
  static List<Path> modules(String parent) {
    try (Stream<Path> folders = Files.list(ROOT.resolve(parent))) {
      return folders.filter(f -> Files.exists(f.resolve("pom.xml"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The files that git tracks or would track, empty where there is no git (a source archive). New
   * files count, so that a rule is known to be broken before the commit.
   */
  static Optional<List<Path>> files() {
    try {
      Process git =
          new ProcessBuilder(
                  "git",
                  "ls-files",
                  "-z",
                  "--cached",
                  "--others",
                  "--exclude-standard",
                  "--full-name")
              .directory(ROOT.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String names = new String(git.getInputStream().readAllBytes());
      if (git.waitFor() != 0) {
        return Optional.empty();
      }
      List<Path> files = new ArrayList<>();
      for (String name : names.split("\0")) {
        Path file = ROOT.resolve(name);
        if (Files.isRegularFile(file)) {
          files.add(file);
        }
      }
      return Optional.of(files);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(name(file), e);
    }
  }

  private static Path locate() {
    String named = System.getProperty("callboard.root");
    Path start = Path.of(named == null ? System.getProperty("user.dir") : named).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("bnd.bnd")) && Files.isDirectory(folder.resolve("bundles"))) {
        return folder.normalize();
      }
    }
    throw new IllegalStateException(
        "no Callboard working tree at or above " + start + "; set -Dcallboard.root");
  }
}
