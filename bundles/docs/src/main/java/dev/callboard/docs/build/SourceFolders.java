package dev.callboard.docs.build;

import dev.callboard.docs.site.BuiltSite;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which folders, or files, at the top of their trees sites were made of, so that what changes
 * beside them builds nothing. What is not known here since the start counts as touched.
 * Thread-safe.
 */
final class SourceFolders {
  private final Map<String, Set<String>> tops = new ConcurrentHashMap<>();

  void built(String site, BuiltSite built) {
    Set<String> folders = new HashSet<>(Set.of("mkdocs.yml", "mkdocs.yaml"));
    built.sources().forEach(source -> folders.add(top(source)));
    tops.put(site, Set.copyOf(folders));
  }

  void forget(String site) {
    tops.remove(site);
  }

  /** Returns whether one of the paths may be of the site; the empty path stands for any. */
  boolean concern(String site, List<String> paths) {
    Set<String> folders = tops.get(site);
    return folders == null
        || paths.stream().anyMatch(path -> path.isEmpty() || folders.contains(top(path)));
  }

  private static String top(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }
}
