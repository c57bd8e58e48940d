package dev.callboard.plugins.inspect;

import static dev.callboard.plugins.inspect.JarRefusedException.quote;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Variants for later Java versions below {@code META-INF/versions} replace what reviewers look at.
 * Variants of the manifest are always refused: they change what the framework wires.
 */
final class MultiReleaseCheck {
  private static final String VERSIONS = "META-INF/VERSIONS/";

  private MultiReleaseCheck() {}

  static void check(List<ZipEntryInfo> entries, boolean allowed) throws JarRefusedException {
    Set<String> names = new HashSet<>();
    entries.forEach(entry -> names.add(entry.name()));
    for (ZipEntryInfo entry : entries) {
      String upper = entry.name().toUpperCase(Locale.ROOT);
      if (!upper.startsWith(VERSIONS) || entry.isDirectory()) {
        continue;
      }
      String rest = entry.name().substring(VERSIONS.length());
      String path = rest.substring(rest.indexOf('/') + 1);
      if (path.toUpperCase(Locale.ROOT).endsWith("MANIFEST.MF")) {
        throw new JarRefusedException(
            "multi-release", "the entry " + quote(entry.name()) + " replaces the manifest");
      }
      if (!allowed && names.contains(path)) {
        throw new JarRefusedException(
            "multi-release",
            "the entry "
                + quote(entry.name())
                + " replaces "
                + quote(path)
                + " on later Java versions; set plugins.inspection.allowMultiRelease to allow it");
      }
    }
  }
}
