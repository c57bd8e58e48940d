package dev.callboard.it.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Puts jars into a drop folder, as an operator's copy does: whole, in one step. */
public final class Jars {
  private Jars() {}

  /** Copies a jar. Returns where it is now. */
  public static Path drop(Path jar, Path target) throws IOException {
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    Files.copy(jar, temporary, StandardCopyOption.REPLACE_EXISTING);
    return move(temporary, target);
  }

  /** Copies a jar under another version of the bundle. */
  public static Path dropAs(String version, Path jar, Path target) throws IOException {
    return dropAs(version, Map.of(), jar, target);
  }

  /** Copies a jar under another version of the bundle, with further entries. */
  static Path dropAs(String version, Map<String, byte[]> more, Path jar, Path target)
      throws IOException {
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    try (JarFile source = new JarFile(jar.toFile())) {
      Manifest manifest = source.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(temporary), manifest)) {
        for (ZipEntry entry : Collections.list(source.entries())) {
          if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
            continue;
          }
          out.putNextEntry(new ZipEntry(entry.getName()));
          source.getInputStream(entry).transferTo(out);
          out.closeEntry();
        }
        for (Map.Entry<String, byte[]> entry : more.entrySet()) {
          out.putNextEntry(new ZipEntry(entry.getKey()));
          out.write(entry.getValue());
          out.closeEntry();
        }
      }
    }
    return move(temporary, target);
  }

  private static Path move(Path from, Path to) throws IOException {
    return Files.move(
        from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
