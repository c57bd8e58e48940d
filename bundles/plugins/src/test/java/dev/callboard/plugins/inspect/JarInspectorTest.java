package dev.callboard.plugins.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.testing.TestJar;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarInspectorTest {
  private static final InspectionLimits DEFAULTS = InspectionLimits.defaults();
  @TempDir Path folder;

  private static TestJar hello() {
    return TestJar.plugin("hello", "1.0.0");
  }

  private InspectedJar inspect(byte[] jar, InspectionLimits limits)
      throws IOException, JarRefusedException {
    Path file = folder.resolve("x.jar");
    Files.write(file, jar);
    return new JarInspector(limits, false).inspect(file);
  }

  private void assertRefused(String rule, byte[] jar) {
    assertRefused(rule, jar, DEFAULTS);
  }

  private void assertRefused(String rule, byte[] jar, InspectionLimits limits) {
    long start = System.nanoTime();
    JarRefusedException e = assertThrows(JarRefusedException.class, () -> inspect(jar, limits));
    assertEquals(rule, e.rule(), e.getMessage());
    long took = System.nanoTime() - start;
    assertTrue(took < Duration.ofSeconds(2).toNanos(), "took " + took + " ns");
  }

  /** Puts other bytes in the place of some that are in the jar once or more. */
  private static byte[] patched(byte[] jar, String from, String to) {
    String text = new String(jar, StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aGoodJarIsDescribed() throws Exception {
    InspectedJar jar = inspect(hello().activator("", "").bytes(), DEFAULTS);
    assertEquals("hello", jar.manifest().pluginId());
    assertEquals("1.0.0", jar.manifest().version());
    assertEquals("com.acme.hello", jar.manifest().symbolicName());
    assertEquals(2, jar.entries());
    assertEquals("[acme.Activator]", jar.classes().toString());
  }

  @Test
  void ourOwnBundleIsAGoodJarExceptThatItIsNotForPlugins() throws Exception {
    byte[] nested = hello().entry("a.txt", new byte[3]).bytes();
    InspectedJar jar = inspect(hello().entry("lib/x.jar", nested).bytes(), DEFAULTS);
    assertEquals(2, jar.entries());
  }

  @Test
  void B03_namesThatLeaveTheArchiveAreRefused() {
    for (String name : new String[] {"../x", "a/../../x", "/x", "a//x", "a/./x", "c:x", "..\\x"}) {
      assertRefused("zip-slip", hello().entry(name, new byte[1]).bytes());
    }
    assertRefused("bad-name", hello().entry("a\nb", new byte[1]).bytes());
  }

  @Test
  void B03_bombsAreRefused() {
    assertRefused("bomb", hello().entry("zeros", new byte[200 << 20]).bytes());
    byte[] inner = hello().entry("zeros", new byte[50 << 20]).bytes();
    assertRefused("bomb", hello().entry("lib/inner.jar", inner).bytes());
  }

  @Test
  void B03_anEntryWithAWrongDeclaredSizeIsRefused() {
    byte[] jar = hello().entry("zeros", new byte[5000]).bytes();
    // In the central directory and in the descriptor: 5000 becomes 500.
    byte[] lying = patched(jar, "\u0088\u0013\0\0", "\u00f4\u0001\0\0");
    assertRefused("wrong-size", lying);
  }

  @Test
  void B03_tooManyEntriesAreRefusedAtTheLimit() throws Exception {
    byte[] jar = hello().entry("a", new byte[1]).entry("b", new byte[1]).bytes();
    inspect(jar, entries(4));
    inspect(jar, entries(3));
    assertRefused("too-many-entries", jar, entries(2));
  }

  @Test
  void B03_aMillionEntriesInTheEndRecordAreRefusedBeforeTheyAreRead() {
    byte[] jar = hello().bytes();
    ByteBuffer.wrap(jar)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(jar.length - 14, (short) 60_000)
        .putShort(jar.length - 12, (short) 60_000);
    assertRefused("too-many-entries", jar);
  }

  private static InspectionLimits entries(int limit) {
    return new InspectionLimits(
        DEFAULTS.jarBytes(),
        limit,
        DEFAULTS.totalBytes(),
        DEFAULTS.ratio(),
        DEFAULTS.pathLength(),
        DEFAULTS.manifestBytes(),
        DEFAULTS.headerClauses(),
        DEFAULTS.time());
  }

  @Test
  void B03_theSizesAreRefusedAboveTheirLimits() throws Exception {
    byte[] jar = hello().entry("abc", new byte[1000]).bytes();
    long total = inspect(jar, DEFAULTS).unpackedBytes();
    int manifest = (int) total - 1000;
    for (int more : new int[] {1, 0, -1}) {
      InspectionLimits bytes =
          new InspectionLimits(
              jar.length, 10, total + more, 100, 20, manifest, 10, DEFAULTS.time());
      InspectionLimits head =
          new InspectionLimits(
              jar.length, 10, total, 100, 20, manifest + more, 10, DEFAULTS.time());
      InspectionLimits path =
          new InspectionLimits(
              jar.length, 10, total, 100, 20 + more, manifest, 10, DEFAULTS.time());
      InspectionLimits file =
          new InspectionLimits(
              jar.length + more, 10, total, 100, 20, manifest, 10, DEFAULTS.time());
      if (more < 0) {
        assertRefused("too-large", jar, bytes);
        assertRefused("manifest-too-large", jar, head);
        assertRefused("path-too-long", jar, path);
        assertRefused("too-large", jar, file);
        continue;
      }
      inspect(jar, bytes);
      inspect(jar, head);
      inspect(jar, path);
      inspect(jar, file);
    }
  }

  @Test
  void B03_aHugeManifestAndHugeHeadersAreRefused() throws Exception {
    assertRefused("bomb", hello().header("X-Long", "a".repeat(50 << 20)).bytes());
    String clauses = "a.b,".repeat(100_000) + "a.b";
    assertRefused("too-many-clauses", hello().header("Import-Package", clauses).bytes());
    inspect(hello().header("Import-Package", "a.b,".repeat(4_999) + "c").bytes(), DEFAULTS);
    assertRefused(
        "too-many-clauses", hello().header("Import-Package", "a.b,".repeat(5_000) + "c").bytes());
  }

  @Test
  void theRatioIsCheckedAtItsLimit() throws Exception {
    byte[] jar = hello().entry("zeros", new byte[2 << 20]).bytes();
    int ratio = (2 << 20) / (jar.length - 600);
    inspect(jar, ratio(ratio * 2));
    assertRefused("bomb", jar, ratio(100));
  }

  private static InspectionLimits ratio(int ratio) {
    return new InspectionLimits(
        DEFAULTS.jarBytes(), 10, DEFAULTS.totalBytes(), ratio, 100, 1 << 20, 10, DEFAULTS.time());
  }

  @Test
  void theTimeIsLimited() {
    InspectionLimits none =
        new InspectionLimits(1 << 20, 10, 1 << 20, 100, 100, 1 << 20, 10, Duration.ZERO);
    assertRefused("too-slow", hello().bytes(), none);
  }

  @Test
  void B01_duplicateEntriesAreRefused() {
    byte[] jar = hello().entry("aaaa", new byte[1]).entry("bbbb", new byte[2]).bytes();
    assertRefused("duplicate-entry", patched(jar, "bbbb", "aaaa"));
    byte[] folder = hello().entry("aaaa/", new byte[0]).entry("aaaa", new byte[2]).bytes();
    assertRefused("duplicate-entry", folder);
    assertRefused("duplicate-entry", hello().entry("meta-inf/manifest.mf", new byte[1]).bytes());
  }

  @Test
  void B01_bytesBeforeAndAfterTheArchiveAreRefused() {
    byte[] jar = hello().bytes();
    assertRefused("not-a-zip", Arrays.copyOf(jar, jar.length + 1));
    byte[] before = new byte[jar.length + 8];
    System.arraycopy(jar, 0, before, 8, jar.length);
    assertRefused("bad-zip", before);
  }

  @Test
  void B01_bytesHiddenBeforeTheFirstEntryAreRefused() {
    byte[] jar = hello().bytes();
    byte[] hidden = new byte[jar.length + 8];
    System.arraycopy(jar, 0, hidden, 8, jar.length);
    // With all offsets mended, so that every reader is content.
    ByteBuffer buffer = ByteBuffer.wrap(hidden).order(ByteOrder.LITTLE_ENDIAN);
    int end = hidden.length - 22;
    int directory = buffer.getInt(end + 16) + 8;
    buffer.putInt(end + 16, directory);
    buffer.putInt(directory + 42, buffer.getInt(directory + 42) + 8);
    assertRefused("prepended-bytes", hidden);
  }

  @Test
  void B01_aVariantForLaterJavaVersionsIsRefused() throws Exception {
    TestJar jar = hello().activator("", "");
    byte[] code = "any".getBytes(StandardCharsets.UTF_8);
    assertRefused(
        "multi-release", jar.entry("META-INF/versions/9/acme/Activator.class", code).bytes());
    assertRefused(
        "multi-release", hello().entry("META-INF/versions/9/OSGI-INF/MANIFEST.MF", code).bytes());
    inspect(hello().entry("META-INF/versions/9/notes.txt", code).bytes(), DEFAULTS);
  }

  @Test
  void F36_aCutJarIsRefusedWhereverItIsCut() throws Exception {
    byte[] jar = hello().activator("", "").bytes();
    for (int length = 0; length < jar.length; length += 13) {
      byte[] cut = Arrays.copyOf(jar, length);
      assertThrows(JarRefusedException.class, () -> inspect(cut, DEFAULTS));
      Files.write(folder.resolve("cut.jar"), cut);
      assertTrue(!JarInspector.looksComplete(folder.resolve("cut.jar")));
    }
  }

  @Test
  void aFlippedByteIsAlwaysRefusedOrHarmless() throws Exception {
    byte[] jar = hello().activator("", "").entry("a.txt", new byte[100]).bytes();
    for (int at = 0; at < jar.length; at++) {
      byte[] flipped = jar.clone();
      flipped[at] ^= 0x41;
      try {
        inspect(flipped, DEFAULTS);
      } catch (JarRefusedException e) {
        assertTrue(!e.getMessage().isBlank());
      }
    }
  }

  @Test
  void P14_zip64IsRefused() {
    byte[] jar = hello().bytes();
    ByteBuffer.wrap(jar)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(jar.length - 14, (short) 0xffff)
        .putShort(jar.length - 12, (short) 0xffff);
    assertRefused("zip64", jar);
  }

  @Test
  void P13_linksAndDevicesAreRefused() {
    byte[] jar = hello().entry("a", new byte[1]).bytes();
    ByteBuffer buffer = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
    int directory = buffer.getInt(jar.length - 22 + 16);
    buffer.put(directory + 5, (byte) 3);
    for (int type : new int[] {0xa1ff, 0x61ff, 0x11ff, 0x89ff}) {
      buffer.putShort(directory + 40, (short) type);
      assertRefused("bad-type", jar.clone());
    }
  }

  @Test
  void P14_overlappingEntriesAreRefused() {
    byte[] jar = hello().entry("aaaa", new byte[1]).entry("bbbb", new byte[1]).bytes();
    ByteBuffer buffer = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
    int first = buffer.getInt(jar.length - 22 + 16);
    int second = first + 46 + "META-INF/MANIFEST.MF".length();
    int third = second + 46 + 4;
    buffer.putInt(third + 42, buffer.getInt(second + 42));
    JarRefusedException e = assertThrows(JarRefusedException.class, () -> inspect(jar, DEFAULTS));
    assertTrue(e.rule().equals("bad-zip") || e.rule().equals("prepended-bytes"), e.rule());
  }

  @Test
  void manifestsThatAreNoPluginsAreExplained() {
    assertRefused("not-a-plugin", hello().header("Provide-Capability", null).bytes());
    assertRefused("not-a-bundle", hello().header("Bundle-SymbolicName", null).bytes());
    assertRefused("not-a-bundle", hello().header("Bundle-ManifestVersion", "1").bytes());
    assertRefused("bad-version", hello().header("Bundle-Version", "one").bytes());
    assertRefused("bad-version", hello().header("Bundle-Version", null).bytes());
    assertRefused("bad-manifest", hello().header("Import-Package", "a;x=\"").bytes());
    assertRefused(
        "bad-manifest",
        hello().header("import-package", "a").header("Import-Package", "b").bytes());
    for (String id : new String[] {"", "Hello", "1a", "a_b", "a".repeat(64)}) {
      assertRefused(
          "bad-id",
          hello().header("Provide-Capability", "dev.callboard.plugin;id=\"" + id + "\"").bytes());
    }
    assertRefused(
        "not-a-plugin",
        hello()
            .header("Provide-Capability", "dev.callboard.plugin;id=a,dev.callboard.plugin;id=b")
            .bytes());
  }

  @Test
  void X06_textOfAJarIsQuotedInPrintableForm() {
    JarRefusedException e =
        assertThrows(
            JarRefusedException.class,
            () -> inspect(hello().entry("a\u001b[31m/../b", new byte[1]).bytes(), DEFAULTS));
    assertTrue(e.getMessage().contains("\\u001b"), e.getMessage());
  }
}
