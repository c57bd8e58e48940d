package dev.callboard.cli.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes small bundles. */
public final class PluginJar {
  private final Manifest manifest = new Manifest();

  /** Starts a bundle. */
  public PluginJar(String symbolicName, String version) {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    with("Bundle-ManifestVersion", "2");
    with("Bundle-SymbolicName", symbolicName);
    with("Bundle-Version", version);
  }

  /** Starts a plugin. */
  public static PluginJar plugin(String id, String version) {
    return new PluginJar("com.example." + id, version)
        .with("Provide-Capability", "dev.callboard.plugin;id=" + id);
  }

  /** Adds a header. */
  public PluginJar with(String header, String value) {
    manifest.getMainAttributes().putValue(header, value);
    return this;
  }

  /** Writes the bundle. */
  public Path write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      new JarOutputStream(out, manifest).close();
    }
    return file;
  }
}
