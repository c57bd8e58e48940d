package dev.callboard.docs.plugins;

import dev.callboard.docs.site.SiteLimits;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * Unpacks the documentation of a bundle. Each version of a bundle has a folder of its own, so that
 * a site is never built of two versions.
 */
final class PluginFolder {
  static final String DOCS = "docs";
  private static final List<String> CONFIGS = List.of("mkdocs.yml", "mkdocs.yaml");

  private PluginFolder() {}

  /** Returns whether a bundle brings pages. */
  static boolean isIn(Bundle bundle) {
    Enumeration<URL> pages = bundle.findEntries(DOCS, "*.md", true);
    return pages != null && pages.hasMoreElements();
  }

  /** Returns the name of the folder of this version of a bundle. */
  static String name(Bundle bundle) {
    return bundle.getBundleId() + "-" + Long.toHexString(bundle.getLastModified());
  }

  /**
   * Unpacks, unless it has been done.
   *
   * @param folder the folder of this version, which is there only when it is whole
   */
  static void unpack(Bundle bundle, Path folder, SiteLimits limits) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder.getParent());
    Path unfinished = Files.createTempDirectory(folder.getParent(), ".unpack");
    long size = 0;
    int files = 0;
    for (URL entry : entries(bundle)) {
      String path = entry.getPath().substring(1);
      Path file = unfinished.resolve(path).normalize();
      if (!file.startsWith(unfinished)) {
        throw PortalException.input("The entry " + path + " leads out of the plugin");
      }
      byte[] bytes = bytes(entry, limits.fileSize());
      size += bytes.length;
      if (++files > limits.files() || size > limits.totalSize()) {
        throw PortalException.input("There is more documentation than techdocs.limits.* allow");
      }
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    }
    Files.move(unfinished, folder);
  }

  /** Deletes what is in a folder of unpacked plugins besides those in use. */
  static void keepOnly(Set<Path> used, Path top) throws IOException {
    if (!Files.isDirectory(top)) {
      return;
    }
    try (Stream<Path> all = Files.walk(top)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        boolean needed =
            used.stream().anyMatch(folder -> each.startsWith(folder) || folder.startsWith(each));
        if (!needed && !each.equals(top)) {
          Files.delete(each);
        }
      }
    }
  }

  private static List<URL> entries(Bundle bundle) {
    List<URL> entries = new ArrayList<>();
    for (String config : CONFIGS) {
      URL entry = bundle.getEntry(config);
      if (entry != null) {
        entries.add(entry);
      }
    }
    Enumeration<URL> found = bundle.findEntries(DOCS, "*", true);
    if (found != null) {
      Collections.list(found).stream()
          .filter(each -> !each.getPath().endsWith("/"))
          .forEach(entries::add);
    }
    return entries;
  }

  private static byte[] bytes(URL entry, long limit) throws IOException {
    try (InputStream in = entry.openStream()) {
      byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limit + 1));
      if (bytes.length > limit) {
        throw PortalException.input(
            "The file "
                + entry.getPath()
                + " is larger than techdocs.limits.fileSize allows: "
                + limit);
      }
      return bytes;
    }
  }
}
