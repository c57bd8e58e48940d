package dev.callboard.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What a file looks like from outside. The real path is a part of it, because Kubernetes changes a
 * mounted ConfigMap by turning a symbolic link of a folder, which leaves all times as they are.
 */
final class FileStamp {
  private FileStamp() {}

  static Map<Path, String> of(Collection<Path> paths) {
    Map<Path, String> stamps = new HashMap<>();
    paths.forEach(path -> stamps.put(path, of(path)));
    return stamps;
  }

  private static String of(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return path.toRealPath()
          + "|"
          + attributes.fileKey()
          + "|"
          + attributes.lastModifiedTime().toInstant()
          + "|"
          + attributes.size()
          + "|"
          + Files.isReadable(path);
    } catch (IOException e) {
      return "absent";
    }
  }
}
