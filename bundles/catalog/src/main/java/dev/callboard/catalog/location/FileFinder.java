package dev.callboard.catalog.location;

import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the files that a path with {@code *} and {@code **} or a directory stands for. */
public final class FileFinder {
  private static final Set<String> SKIPPED = Set.of(".git", "node_modules");

  private final int maxFiles;

  /** Creates a finder that gives up beyond this many files. */
  public FileFinder(int maxFiles) {
    this.maxFiles = maxFiles;
  }

  /** Returns whether a path has wildcards. */
  public static boolean isGlob(String path) {
    return path.indexOf('*') >= 0;
  }

  /** Returns whether a directory is passed over because what is in it belongs to others. */
  public static boolean skips(Path directory) {
    return SKIPPED.contains(directory.getFileName().toString());
  }

  /** Returns the directory that every file of a path with wildcards is below. */
  public static Path base(Path path) {
    Path base = path.getRoot();
    for (Path name : path) {
      if (isGlob(name.toString())) {
        return base;
      }
      base = base.resolve(name);
    }
    return path.getParent();
  }

  /**
   * Returns the files that match, sorted.
   *
   * @param glob absolute
   * @throws PortalException with code {@code INPUT} when there are more than allowed
   */
  public List<Path> matching(Path glob) {
    // only the star means something
    String pattern = glob.toString().replaceAll("[\\\\?\\[\\]{}]", "\\\\$0");
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    // "a/**/b" stands for "a/b" too
    PathMatcher shallow =
        FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("/**/", "/"));
    return walk(base(glob), path -> matcher.matches(path) || shallow.matches(path));
  }

  /** Returns the YAML files below a directory, sorted. */
  public List<Path> below(Path directory) {
    return walk(
        directory,
        path -> {
          String name = path.getFileName().toString();
          return name.endsWith(".yaml") || name.endsWith(".yml");
        });
  }

  private List<Path> walk(Path directory, Predicate<Path> wanted) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              return !path.equals(directory) && skips(path)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              if (!wanted.test(path) || Files.isDirectory(path)) {
                return FileVisitResult.CONTINUE;
              }
              if (found.size() == maxFiles) {
                throw PortalException.input("stands for more than " + maxFiles + " files");
              }
              found.add(path);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw PortalException.unavailable("directory cannot be read");
    }
    found.sort(null);
    return found;
  }
}
