package dev.callboard.plugins.signature;

import dev.callboard.plugins.inspect.HeaderClause;
import dev.callboard.plugins.inspect.HeaderParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What a jar says it is. For people who sign their own jars: the server does not rely on it.
 *
 * @param pluginId the id in the plugin capability
 * @param version the bundle version, with three numbers at least
 */
public record JarIdentity(String pluginId, String version) {
  /**
   * Reads the manifest of a jar.
   *
   * @throws IOException when it is no jar
   * @throws IllegalArgumentException when it is no plugin bundle
   */
  public static JarIdentity read(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      if (manifest == null) {
        throw new IllegalArgumentException(jar.getFileName() + " has no manifest");
      }
      Attributes main = manifest.getMainAttributes();
      return new JarIdentity(
          pluginId(jar, main.getValue("Provide-Capability")),
          padded(jar, main.getValue("Bundle-Version")));
    }
  }

  /**
   * Returns a bundle version with at least three numbers: {@code 1.2} becomes {@code 1.2.0}, as the
   * framework reads it.
   */
  public static String normalised(String version) {
    String text = version.strip();
    int parts = text.split("\\.", -1).length;
    return text + ".0".repeat(Math.max(0, 3 - parts));
  }

  private static String padded(Path jar, String version) {
    if (version == null) {
      throw new IllegalArgumentException(jar.getFileName() + " has no Bundle-Version");
    }
    return normalised(version);
  }

  private static String pluginId(Path jar, String header) {
    List<HeaderClause> clauses = header == null ? List.of() : HeaderParser.parse(header);
    return clauses.stream()
        .filter(clause -> clause.paths().contains("dev.callboard.plugin"))
        .map(clause -> clause.attributes().get("id"))
        .filter(id -> id != null)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    jar.getFileName()
                        + " is not a plugin: it has no capability dev.callboard.plugin with an"
                        + " id"));
  }
}
