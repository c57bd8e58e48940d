package dev.callboard.it.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A plugin that has files and no code, made on the spot. */
public final class UiBundle {
  private final String id;
  private final String version;
  private final Map<String, String> files = new LinkedHashMap<>();

  private UiBundle(String id, String version) {
    this.id = id;
    this.version = version;
  }

  /** Begins a plugin. */
  public static UiBundle of(String id, String version) {
    return new UiBundle(id, version);
  }

  /** Adds a file. */
  public UiBundle file(String path, String text) {
    files.put(path, text);
    return this;
  }

  /** Adds the text files of a folder, under the name of the folder. */
  public UiBundle folder(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.sorted().toList()) {
        files.put(folder.getFileName() + "/" + file.getFileName(), Files.readString(file));
      }
    }
    return this;
  }

  /** Writes the jar in one step. */
  public void drop(Path target) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "dev.callboard.sample." + id);
    headers.putValue("Bundle-Name", id);
    headers.putValue("Bundle-Version", version);
    headers.putValue("Provide-Capability", "dev.callboard.plugin;id=" + id);
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(temporary), manifest)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
