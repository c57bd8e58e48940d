package dev.callboard.docs.build;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Times and sizes of files of this machine, by which a change is seen without reading anything. */
final class Stamps {
  static final int LIMIT = 20_000;
  private static final int DEPTH = 12;

  private Stamps() {}

  /** Returns the stamps of the folders and of what pages are made of below a directory. */
  static Map<String, String> of(Path top, int limit) throws IOException {
    Map<String, String> stamps = new LinkedHashMap<>();
    Files.walkFileTree(
        top,
        java.util.Set.of(),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            String name = path.getFileName() == null ? "" : path.getFileName().toString();
            boolean skipped =
                !path.equals(top)
                    && (name.startsWith(".")
                        || name.equals("node_modules")
                        || name.equals("target"));
            return skipped ? FileVisitResult.SKIP_SUBTREE : visit(path, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            return visit(path, attributes);
          }

          private FileVisitResult visit(Path path, BasicFileAttributes attributes) {
            if (stamps.size() >= limit) {
              return FileVisitResult.TERMINATE;
            }
            stamps.put(path.toString(), stamp(attributes));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return stamps;
  }

  /** Returns whether one of the files is not as it was. */
  static boolean changed(Map<String, String> stamps) {
    for (Map.Entry<String, String> each : stamps.entrySet()) {
      if (!each.getValue().equals(now(Path.of(each.getKey())))) {
        return true;
      }
    }
    return false;
  }

  private static String now(Path path) {
    try {
      return stamp(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      return "";
    }
  }

  private static String stamp(BasicFileAttributes attributes) {
    long size = attributes.isDirectory() ? -1 : attributes.size();
    return size + ":" + attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS);
  }
}
