package dev.callboard.it.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The sample hello with changes, as other versions of a plugin. */
public final class SampleVariant {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  private SampleVariant() {
    try (ZipFile zip = new ZipFile(Product.sample("hello").toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the sample in another version. */
  public static SampleVariant hello(String version) {
    return new SampleVariant()
        .replace("META-INF/MANIFEST.MF", "Bundle-Version: [^\r\n]+", "Bundle-Version: " + version);
  }

  /** Replaces text, by a regular expression, in the entries whose names contain this. */
  public SampleVariant replace(String entry, String from, String to) {
    entries.replaceAll(
        (name, content) -> {
          if (!name.contains(entry)) {
            return content;
          }
          String text = new String(content, StandardCharsets.UTF_8);
          return text.replaceAll(from, to).getBytes(StandardCharsets.UTF_8);
        });
    return this;
  }

  /** Returns the jar. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Writes the jar beside its place and moves it there in one step. */
  public Path moveTo(Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(temporary, bytes());
    return Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
