package dev.callboard.integrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.integrations.api.SourceTree;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.Tars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeWriterTest {
  @TempDir Path temp;
  private TreeLimits last;

  private DefaultTreeWriter writer(int entries, long bytes, long ratio, int path) {
    last = new TreeLimits(entries, bytes, ratio, path);
    return new DefaultTreeWriter(new TempDirectories(temp.resolve("tmp")).create(), last);
  }

  private DefaultTreeWriter writer() {
    return writer(100, 10_000_000, 100, 100);
  }

  private Path zip(Map<String, String> files) throws IOException {
    Path archive = temp.resolve("a.zip");
    Files.write(archive, Zips.of(files));
    return archive;
  }

  private void refused(DefaultTreeWriter writer, Map<String, String> files) throws IOException {
    Path archive = zip(files);
    PortalException refused = assertThrows(PortalException.class, () -> writer.zip(archive, 0, ""));
    assertEquals(ErrorCode.INPUT, refused.code());
    writer.close();
    nothingIsLeft();
    refusedAsTar(files);
  }

  private void refusedAsTar(Map<String, String> files) throws IOException {
    if (files.keySet().stream().anyMatch(name -> name.indexOf(0) >= 0)) {
      return; // A name ends there in a tar archive.
    }
    DefaultTreeWriter writer =
        writer(last.entries(), last.bytes(), last.ratio(), last.pathLength());
    PortalException refused =
        assertThrows(PortalException.class, () -> writer.tarGz(tar(Tars.gz(files)), 0, ""));
    assertEquals(ErrorCode.INPUT, refused.code());
    writer.close();
    nothingIsLeft();
  }

  private Path tar(byte[] bytes) throws IOException {
    return Files.write(temp.resolve("a.tar.gz"), bytes);
  }

  private void nothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(temp.resolve("tmp"))) {
      assertEquals(0, left.count(), "nothing is left of a refused archive");
    }
    assertFalse(Files.exists(temp.resolve("x")));
    assertFalse(Files.exists(temp.resolve("tmp/x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "../../x",
        "a/../../../x",
        "/x",
        "a//b",
        "./x",
        "..\\x",
        "C:\\x",
        "C:x",
        "a\u0000b",
        "a\nb",
        ".git/config",
        ".GIT/hooks/pre-push",
        ".g\u200cit/config",
        ".git./x",
        "git~1/x"
      })
  void P13_aNameThatLeadsElsewhereRefusesTheWholeArchive(String name) throws IOException {
    Map<String, String> files = new TreeMap<>();
    files.put("ok.txt", "fine");
    files.put(name, "bad");
    refused(writer(), files);
  }

  @Test
  void P13_namesThatSomeFileSystemTakesForOneAreRefused() throws IOException {
    refused(writer(), Map.of("a/README.md", "1", "a/readme.md", "2"));
    refused(writer(), Map.of("caf\u00e9", "1", "cafe\u0301", "2"));
    refused(writer(), Map.of("Dir/a", "1", "dir/b", "2"));
  }

  @Test
  void P14_theRatioIsWhatCountsAndNotWhatTheArchiveSays() throws IOException {
    refused(writer(100, 500_000_000, 100, 100), Map.of("zeros", "0".repeat(20_000_000)));
  }

  @Test
  void P14_aTreeMayBeAsLargeAsTheLimitAndNoLarger() throws IOException {
    for (int size : List.of(999, 1000)) {
      DefaultTreeWriter writer = writer(100, 1000, 100, 100);
      writer.zip(zip(Map.of("a", "x".repeat(size - 1), "b", "y")), 0, "");
      writer.finish(null, null).close();
    }
    refused(writer(100, 1000, 100, 100), Map.of("a", "x".repeat(1000), "b", "y"));
  }

  @Test
  void P14_aTreeMayHaveAsManyFilesAsTheLimitAndNoMore() throws IOException {
    Map<String, String> files = new TreeMap<>();
    files.put("1", "");
    files.put("2", "");
    writer(3, 1000, 100, 100).zip(zip(files), 0, "");
    files.put("3", "");
    writer(3, 1000, 100, 100).zip(zip(files), 0, "");
    files.put("4", "");
    DefaultTreeWriter writer = writer(3, 1000, 100, 100);
    Path archive = zip(files);
    assertThrows(PortalException.class, () -> writer.zip(archive, 0, ""));
  }

  @Test
  void P14_aNameMayBeAsLongAsTheLimitAndNoLonger() throws IOException {
    for (int length : List.of(49, 50)) {
      writer(3, 1000, 100, 50).zip(zip(Map.of("a".repeat(length), "x")), 0, "");
    }
    refused(writer(3, 1000, 100, 50), Map.of("a".repeat(51), "x"));
  }

  @Test
  void aDamagedArchiveIsRefused() throws IOException {
    Path archive = temp.resolve("a.zip");
    Files.writeString(archive, "PK but nothing else");
    DefaultTreeWriter writer = writer();
    assertTrue(
        assertThrows(PortalException.class, () -> writer.zip(archive, 0, ""))
            .getMessage()
            .contains("damaged"));
  }

  @Test
  void theFolderOfAnArchiveIsTaken() throws IOException {
    DefaultTreeWriter writer = writer();
    writer.zip(
        zip(Map.of("root/docs/a.md", "A", "root/docs/b/c.md", "C", "root/docs2/x", "X")),
        1,
        "docs");
    SourceTree tree = writer.finish("e", "c");
    assertEquals(List.of("a.md", "b/c.md"), tree.files());
    tree.close();
    assertFalse(Files.exists(tree.directory().orElseThrow()));
  }

  @Test
  void theFolderOfATarArchiveIsTakenWithLongNamesAndWithoutLinks() throws IOException {
    String deep = "root/docs/" + "long-folder/".repeat(12) + "\u00e9.md";
    byte[] bytes =
        new Tars()
            .entry("root/", '5', "")
            .entry("root/docs/a.md", '0', "A".repeat(1000))
            .entry(deep, '0', "deep")
            .entry("root/docs/link", '2', "/etc/passwd")
            .entry("root/docs/device", '3', "")
            .entry("root/docs2/x", '0', "X")
            .gz();
    DefaultTreeWriter writer = writer(100, 10_000_000, 100, 1000);
    writer.tarGz(tar(bytes), 1, "docs");
    try (SourceTree tree = writer.finish("e", "c")) {
      assertEquals(List.of("a.md", deep.substring("root/docs/".length())), tree.files());
      Path directory = tree.directory().orElseThrow();
      assertEquals("A".repeat(1000), Files.readString(directory.resolve("a.md")));
      assertEquals("deep", Files.readString(directory.resolve(tree.files().get(1))));
    }
  }

  @Test
  void P14_whatATarArchiveSkipsCountsToo() throws IOException {
    byte[] bytes = new Tars().entry("other/zeros", '0', "0".repeat(20_000_000)).gz();
    DefaultTreeWriter writer = writer(100, 500_000_000, 100, 100);
    assertThrows(PortalException.class, () -> writer.tarGz(tar(bytes), 0, "docs"));
  }

  @Test
  void aDamagedTarArchiveIsRefused() throws IOException {
    byte[] whole = Tars.gz(Map.of("a", "x".repeat(3000), "b", "y"));
    byte[] zeros = new byte[100];
    for (byte[] bytes :
        List.of(java.util.Arrays.copyOf(whole, whole.length / 2), zeros, new byte[0])) {
      DefaultTreeWriter writer = writer();
      PortalException refused =
          assertThrows(PortalException.class, () -> writer.tarGz(tar(bytes), 0, ""));
      assertTrue(refused.getMessage().contains("damaged"), refused.getMessage());
    }
  }

  @Test
  void F24_whatAKilledServerLeftIsDeleted() throws IOException {
    DefaultTreeWriter killed = writer();
    killed.file("a", new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8)));
    Path next = new TempDirectories(temp.resolve("tmp")).create();
    try (Stream<Path> left = Files.list(temp.resolve("tmp"))) {
      assertEquals(List.of(next), left.toList());
    }
  }
}
