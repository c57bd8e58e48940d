package dev.callboard.cli.doctor;

import dev.callboard.plugins.inspect.HeaderClause;
import dev.callboard.plugins.inspect.HeaderParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Version;

/**
 * A jar and the main section of its manifest.
 *
 * @param path the jar
 * @param headers the headers
 */
record BundleFile(Path path, Map<String, String> headers) {
  /** Reads a jar. Throws an exception whose message tells why it is no bundle. */
  static BundleFile read(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile(), false)) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        throw new IOException("it has no META-INF/MANIFEST.MF");
      }
      Map<String, String> headers = new HashMap<>();
      manifest
          .getMainAttributes()
          .forEach((name, value) -> headers.put(name.toString(), value.toString()));
      return new BundleFile(path, headers);
    }
  }

  /** Returns the symbolic name, or empty for a jar that is no bundle. */
  Optional<String> symbolicName() {
    return clauses("Bundle-SymbolicName").stream().findFirst().map(clause -> clause.paths().get(0));
  }

  Version version() {
    return Version.parseVersion(headers.getOrDefault("Bundle-Version", "0"));
  }

  /** Returns the clauses of a header; throws an {@link IllegalArgumentException} when it is bad. */
  List<HeaderClause> clauses(String header) {
    String value = headers.get(header);
    return value == null ? List.of() : HeaderParser.parse(value);
  }

  /** Returns a name for messages. */
  String name() {
    return path.getParent().getFileName() + "/" + path.getFileName();
  }
}
