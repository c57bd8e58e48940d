package dev.callboard.docs.storage;

import dev.callboard.docs.api.DocsPublication;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;

/**
 * Collects new files beside the site and moves them into it while no reader looks; a first version
 * is moved as one folder. A server that dies in between leaves a mark, by which the next build
 * knows that the site is of two minds.
 */
final class LocalPublication implements DocsPublication {
  static final String MARK = ".publishing";

  private final Path site;
  private final Path staging;
  private final Lock lock;
  private final Set<String> staged = ConcurrentHashMap.newKeySet();
  private final Set<String> kept = ConcurrentHashMap.newKeySet();
  private final Set<Path> folders = ConcurrentHashMap.newKeySet();

  LocalPublication(Path site, Path staging, Lock lock) {
    this.site = site;
    this.staging = staging;
    this.lock = lock;
  }

  @Override
  public void put(String path, byte[] bytes) throws IOException {
    Path file = staging.resolve(path).normalize();
    if (!file.startsWith(staging)) {
      throw new IOException("The path " + path + " leads out of the site");
    }
    if (!folders.contains(file.getParent())) {
      Files.createDirectories(file.getParent());
      folders.add(file.getParent());
    }
    Files.write(file, bytes);
    staged.add(path);
  }

  @Override
  public void keep(String path) {
    kept.add(path);
  }

  @Override
  public void commit() throws IOException {
    lock.lock();
    try {
      if (Files.notExists(site, LinkOption.NOFOLLOW_LINKS) && !staged.isEmpty()) {
        Files.createDirectories(site.getParent());
        Files.move(staging, site, StandardCopyOption.ATOMIC_MOVE);
        return;
      }
      Files.createDirectories(site);
      Path mark = site.resolve(MARK);
      Files.write(mark, new byte[0]);
      removeOthers();
      for (String path : staged) {
        move(path);
      }
      Files.delete(mark);
      if (staged.isEmpty() && kept.isEmpty()) {
        Files.deleteIfExists(site);
      }
    } finally {
      lock.unlock();
    }
  }

  private void move(String path) throws IOException {
    Path target = site.resolve(path);
    Files.createDirectories(target.getParent());
    Files.move(
        staging.resolve(path),
        target,
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what is neither new nor kept, so that a file can take the place of a folder. */
  private void removeOthers() throws IOException {
    Files.walkFileTree(
        site,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String path = site.relativize(file).toString().replace('\\', '/');
            if (!path.equals(MARK) && !kept.contains(path) && !staged.contains(path)) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (!folder.equals(site) && isEmpty(folder)) {
              Files.delete(folder);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  @Override
  public void close() {
    try {
      if (!Files.exists(staging, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      Files.walkFileTree(
          staging,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // what stays is outside of every site, and costs room only
      return;
    }
  }
}
