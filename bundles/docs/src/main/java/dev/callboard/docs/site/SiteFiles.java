package dev.callboard.docs.site;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of a site by their path in it, and where they are in the tree. Files of sites that are
 * included come below a folder of their own. For one build.
 */
final class SiteFiles {
  private static final Set<String> RESERVED =
      Set.of("techdocs_metadata.json", "callboard_docs.json", "search/search_index.json");

  private final Map<String, String> files = new TreeMap<>();
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final boolean directoryUrls;

  SiteFiles(boolean directoryUrls) {
    this.directoryUrls = directoryUrls;
  }

  /** Adds the files of a folder of the tree. */
  void add(DocsTree tree, String folder, String below, Globs excluded) {
    for (String file : tree.files(folder)) {
      String path = below.isEmpty() ? file : below + "/" + file;
      if (!excluded.matches(file) && !RESERVED.contains(path)) {
        files.putIfAbsent(path, folder.isEmpty() ? file : folder + "/" + file);
      }
    }
  }

  /** Makes a README the first page where there is none. */
  void addIndex(DocsTree tree) {
    if (!hasIndex() && tree.isFile("README.md")) {
      files.put("index.md", "README.md");
    }
  }

  boolean hasIndex() {
    return files.keySet().stream()
        .anyMatch(path -> isPage(path) && path.indexOf('/') < 0 && standsForFolder(path));
  }

  boolean has(String path) {
    return files.containsKey(path);
  }

  /** Returns where a file is in the tree. */
  String source(String path) {
    return files.get(path);
  }

  Set<String> paths() {
    return files.keySet();
  }

  static boolean isPage(String path) {
    return path.endsWith(".md") || path.endsWith(".markdown");
  }

  /** A page named README stands for its folder, unless there is an index. */
  private boolean standsForFolder(String path) {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1, path.lastIndexOf('.'));
    return name.equals("index")
        || name.equalsIgnoreCase("readme")
            && !files.containsKey(path.substring(0, slash + 1) + "index.md");
  }

  /** Returns the path of a page as it is published. */
  String target(String path) {
    if (!isPage(path)) {
      return path;
    }
    return pages.computeIfAbsent(
        path,
        each -> {
          String folder = each.substring(0, each.lastIndexOf('/') + 1);
          if (standsForFolder(each)) {
            return folder + "index.html";
          }
          String stem = each.substring(0, each.lastIndexOf('.'));
          return stem + (directoryUrls ? "/index.html" : ".html");
        });
  }

  /** Returns the address of a file from the root of the site. */
  String url(String path) {
    String target = target(path);
    return directoryUrls && isPage(path) && target.endsWith("index.html")
        ? target.substring(0, target.length() - "index.html".length())
        : target;
  }
}
