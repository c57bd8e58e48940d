package dev.callboard.docs.diagrams;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The class path of the process that draws: the files of a folder, which an operator may delete.
 * Thread-safe.
 */
final class Libraries implements Supplier<String> {
  private static final Logger LOG = LoggerFactory.getLogger(Libraries.class);

  private final Path folder;
  private String classpath;

  Libraries(Path folder) {
    this.folder = folder;
  }

  /** Returns the class path, empty when there is none. */
  @Override
  public synchronized String get() {
    if (classpath != null) {
      return classpath;
    }
    try (Stream<Path> files = Files.list(folder)) {
      classpath =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .map(Path::toString)
              .sorted()
              .collect(Collectors.joining(File.pathSeparator));
    } catch (NoSuchFileException e) {
      classpath = "";
    } catch (IOException e) {
      LOG.warn("The libraries that draw diagrams cannot be read: {}", e.toString());
      classpath = "";
    }
    return classpath;
  }
}
