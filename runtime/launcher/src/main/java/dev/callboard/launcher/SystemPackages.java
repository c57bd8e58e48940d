package dev.callboard.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;

/**
 * The packages of the launcher's class path that bundles see: those of logging. It stands there,
 * and not among the bundles, so that it works before the framework does and needs no rewriting of
 * classes to find its provider: see ADR 10.
 */
public final class SystemPackages {
  private static final Set<String> LOGGING =
      Set.of("slf4j.api", "ch.qos.logback.core", "ch.qos.logback.classic");
  // Within one class loader they cannot differ, and the framework would look at each of them.
  private static final Pattern USES = Pattern.compile(";\\s*uses:=\"[^\"]*\"");

  private SystemPackages() {}

  /**
   * Returns the value of {@link Constants#FRAMEWORK_SYSTEMPACKAGES_EXTRA}, taken from what the jars
   * of {@code loader} say of themselves. Blocks while it reads them.
   *
   * @throws UncheckedIOException when a jar cannot be read
   */
  public static String extra(ClassLoader loader) {
    // Sorted, so that the framework gets the same on every machine.
    TreeMap<String, String> exports = new TreeMap<>();
    try {
      List<URL> manifests = Collections.list(loader.getResources("META-INF/MANIFEST.MF"));
      for (URL url : manifests) {
        try (InputStream stream = url.openStream()) {
          Attributes main = new Manifest(stream).getMainAttributes();
          String name = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
          if (name != null && LOGGING.contains(name)) {
            exports.put(name, USES.matcher(main.getValue(Constants.EXPORT_PACKAGE)).replaceAll(""));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return String.join(",", exports.values());
  }
}
