package dev.callboard.scorecards.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the files that say something, in a folder of a repository or at its root. */
final class Files {
  private final FileTree tree;
  private final String folder;
  private final int most;
  private final Map<String, String> paths = new LinkedHashMap<>();

  /**
   * Looks at a tree.
   *
   * @param folder where the entity is, without a slash at its end; empty for the root
   * @param most how many bytes of a file are read
   */
  Files(FileTree tree, String folder, int most) {
    this.tree = tree;
    this.folder = folder.isEmpty() ? "" : folder + "/";
    this.most = most;
    tree.paths().forEach(path -> paths.put(path.toLowerCase(Locale.ROOT), path));
  }

  /**
   * Returns the first of some files, whatever the case; one of the folder before one of the root.
   */
  Optional<String> first(List<String> names) {
    for (String base : folder.isEmpty() ? List.of("") : List.of(folder, "")) {
      for (String name : names) {
        String found = paths.get((base + name).toLowerCase(Locale.ROOT));
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the files of a folder of the repository, or of one of the entity, by a pattern. */
  List<String> all(String pattern) {
    return paths.values().stream()
        .filter(path -> path.matches(pattern) || below(path).matches(pattern))
        .sorted()
        .toList();
  }

  private String below(String path) {
    return path.startsWith(folder) ? path.substring(folder.length()) : "";
  }

  /** Returns a text; what is larger than the limit is cut. */
  String text(String path) throws IOException {
    return new String(tree.read(path, most), StandardCharsets.UTF_8);
  }

  /** Returns what is said of each file: where it is, and a digest of its content. */
  Map<String, Object> known(String path, List<String> more) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("present", true);
    values.put("path", path);
    values.put("url", tree.address(path));
    values.put("sha256", digest(tree.read(path, most)));
    more.forEach(name -> values.put(name, null));
    return values;
  }

  /** Returns what is said when there is no such file. */
  static Map<String, Object> missing(List<String> more) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("present", false);
    for (String name : List.of("path", "url", "sha256")) {
      values.put(name, null);
    }
    more.forEach(name -> values.put(name, null));
    return values;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns the lines that are no comment. */
  static List<String> lines(String text) {
    return Arrays.stream(text.split("\\R"))
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
