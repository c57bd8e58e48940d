package dev.callboard.plugins.inspect;

import static dev.callboard.plugins.inspect.JarRefusedException.quote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Looks into a jar before anything else does. Thread-safe; blocks for as long as reading takes,
 * within the limit of time.
 */
public final class JarInspector {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final long SMALL = 1 << 20;

  private final InspectionLimits limits;
  private final boolean multiRelease;

  /**
   * Creates an inspector.
   *
   * @param limits how much of everything there may be
   * @param multiRelease whether classes may have variants for later Java versions
   */
  public JarInspector(InspectionLimits limits, boolean multiRelease) {
    this.limits = limits;
    this.multiRelease = multiRelease;
  }

  /**
   * Returns whether a file ends as a complete archive does; one that is being copied does not.
   *
   * @throws IOException when it cannot be read
   */
  public static boolean looksComplete(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return ZipDirectory.looksComplete(ByteSource.of(channel));
    }
  }

  /**
   * Reads the manifest of a plugin of the installation, which nobody has to look into.
   *
   * @throws JarRefusedException when it is no plugin bundle
   * @throws IOException when it cannot be read
   */
  public static PluginManifest manifestOf(Path jar) throws IOException, JarRefusedException {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      ZipEntry entry = file.getEntry(MANIFEST);
      if (entry == null) {
        throw new JarRefusedException("not-a-bundle", "the jar has no " + MANIFEST);
      }
      try (InputStream in = file.getInputStream(entry)) {
        return ManifestCheck.check(
            ManifestReader.read(in.readAllBytes()), InspectionLimits.defaults());
      }
    }
  }

  /**
   * Looks into a jar.
   *
   * @param jar the file, which nobody changes meanwhile
   * @return what was found
   * @throws JarRefusedException when it breaks a rule or a limit
   * @throws IOException when it cannot be read
   */
  public InspectedJar inspect(Path jar) throws IOException, JarRefusedException {
    long size = Files.size(jar);
    if (size > limits.jarBytes()) {
      throw new JarRefusedException(
          "too-large",
          "the jar has " + size + " bytes; plugins.limits.jarSize is " + limits.jarBytes());
    }
    try (FileChannel channel = FileChannel.open(jar)) {
      return inspect(ByteSource.of(channel), size);
    } catch (EOFException e) {
      throw new JarRefusedException("bad-zip", "the archive ends early");
    }
  }

  private InspectedJar inspect(ByteSource source, long packed)
      throws IOException, JarRefusedException {
    Budget budget = new Budget(limits);
    ZipDirectory directory = ZipDirectory.read(source, budget);
    EntryNames.check(directory.entries());
    long unpacked = checkSizes(directory, packed, budget);
    ZipLayout layout = ZipLayout.check(source, directory, budget);
    EntryContent content = new EntryContent(source, layout, budget);
    PluginManifest manifest = manifest(directory, content);
    MultiReleaseCheck.check(directory.entries(), multiRelease);
    JarContents contents = new JarContents(budget);
    contents.scan(directory.entries(), content);
    return new InspectedJar(
        manifest, contents.calls(), directory.entries().size(), unpacked, contents.classes());
  }

  static long checkSizes(ZipDirectory directory, long packed, Budget budget)
      throws JarRefusedException {
    long total = 0;
    int ratio = budget.limits().ratio();
    for (ZipEntryInfo entry : directory.entries()) {
      if (entry.isEncrypted() || (entry.method() != 0 && entry.method() != 8)) {
        throw new JarRefusedException(
            "bad-zip", "the entry " + quote(entry.name()) + " is encrypted or oddly packed");
      }
      boolean exact = entry.method() == 0 && entry.size() != entry.packed();
      if (exact || (entry.isDirectory() && entry.size() != 0)) {
        throw new JarRefusedException(
            "wrong-size", "the entry " + quote(entry.name()) + " claims an impossible size");
      }
      if (entry.size() > SMALL && entry.size() > entry.packed() * ratio) {
        throw bomb(quote(entry.name()), ratio);
      }
      budget.takeBytes(entry.size());
      total += entry.size();
    }
    if (total > SMALL && total > packed * ratio) {
      throw bomb("the whole", ratio);
    }
    return total;
  }

  private static JarRefusedException bomb(String what, int ratio) {
    return new JarRefusedException(
        "bomb",
        "the jar unpacks to more than "
            + ratio
            + " times its size ("
            + what
            + "); plugins.limits.ratio sets how much it may");
  }

  private PluginManifest manifest(ZipDirectory directory, EntryContent content)
      throws IOException, JarRefusedException {
    Optional<ZipEntryInfo> entry =
        directory.entries().stream().filter(e -> e.name().equals(MANIFEST)).findFirst();
    if (entry.isEmpty()) {
      throw new JarRefusedException("not-a-bundle", "the jar has no " + MANIFEST);
    }
    if (entry.get().size() > limits.manifestBytes()) {
      throw new JarRefusedException(
          "manifest-too-large",
          "the manifest has "
              + entry.get().size()
              + " bytes; plugins.limits.manifestSize is "
              + limits.manifestBytes());
    }
    return ManifestCheck.check(ManifestReader.read(content.read(entry.get())), limits);
  }
}
