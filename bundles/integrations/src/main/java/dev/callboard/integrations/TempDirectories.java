package dev.callboard.integrations;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories that end with their use. What a server that was killed left behind is deleted when
 * the next one makes its first directory.
 */
final class TempDirectories {
  private static final Logger LOG = LoggerFactory.getLogger(TempDirectories.class);

  private final Path root;
  private boolean swept;

  TempDirectories(Path root) {
    this.root = root;
  }

  synchronized Path create() {
    try {
      if (!swept) {
        delete(root);
        swept = true;
      }
      Files.createDirectories(root);
      return Files.createTempDirectory(root, "tree-");
    } catch (IOException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "no temporary directory can be made", e);
    }
  }

  static void delete(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try {
      Files.walkFileTree(directory, new Deleter());
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("A temporary directory of the source hosts could not be deleted", e);
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
