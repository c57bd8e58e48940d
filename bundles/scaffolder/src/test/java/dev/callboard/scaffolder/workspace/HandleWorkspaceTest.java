package dev.callboard.scaffolder.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandleWorkspaceTest {
  @TempDir Path temp;
  private Path root;
  private Path outside;
  private Workspace files;

  @BeforeEach
  void open() throws IOException {
    root = temp.resolve("ws/task");
    outside = Files.createDirectories(temp.resolve("outside"));
    Files.writeString(outside.resolve("secret.txt"), "secret");
    files = workspace(WorkspaceLimits.DEFAULT).files();
  }

  private TaskWorkspace workspace(WorkspaceLimits limits) throws IOException {
    return TaskWorkspace.open(root, temp.resolve("ws/staging"), limits);
  }

  private static ErrorCode code(Executable call) {
    return assertThrows(PortalException.class, call).code();
  }

  private List<String> all() throws IOException {
    return files.walk("").stream().map(WorkspaceEntry::path).toList();
  }

  @Test
  void writesAndReadsFilesWithTheirModes() throws IOException {
    files.writeText("src/main/a.txt", "grüße");
    files.write("run.sh", new byte[] {1}, true);

    assertEquals("grüße", files.readText("./src//main/a.txt"));
    assertEquals(List.of("run.sh", "src", "src/main", "src/main/a.txt"), all());
    assertTrue(files.find("run.sh").orElseThrow().executable());
    assertFalse(files.find("src/main/a.txt").orElseThrow().executable());
    assertEquals(7, files.find("src/main/a.txt").orElseThrow().size());
    assertEquals(Optional.empty(), files.find("nothing/here"));
  }

  @Test
  void replacesAFile() throws IOException {
    files.write("a", new byte[100], true);
    files.writeText("a", "b");

    assertEquals("b", files.readText("a"));
    assertFalse(files.find("a").orElseThrow().executable());
  }

  @Test
  void doesNotWriteThroughAHardLink() throws IOException {
    files.createDirectories("");
    Files.createLink(root.resolve("hard"), outside.resolve("secret.txt"));

    files.writeText("hard", "x");

    assertEquals("secret", Files.readString(outside.resolve("secret.txt")));
  }

  @Test
  void movesCopiesAndDeletes() throws IOException {
    files.writeText("a/b/c.txt", "c");
    files.copy("a", "x/y", false);
    files.move("a/b", "moved", false);

    assertEquals(List.of("a", "moved", "moved/c.txt", "x", "x/y", "x/y/b", "x/y/b/c.txt"), all());
    assertTrue(files.delete("x"));
    assertFalse(files.delete("x"));
    assertEquals(List.of("a", "moved", "moved/c.txt"), all());
  }

  @Test
  void whatIsInTheWayIsAConflict() throws IOException {
    files.writeText("a", "1");
    files.writeText("b", "2");

    assertEquals(ErrorCode.CONFLICT, code(() -> files.move("a", "b", false)));
    assertEquals(ErrorCode.CONFLICT, code(() -> files.copy("a", "b", false)));
    assertEquals(ErrorCode.CONFLICT, code(() -> files.move("a", "a/b", true)));
    assertEquals(ErrorCode.INPUT, code(() -> files.writeText("a/b", "x")));
    files.move("a", "b", true);
    assertEquals("1", files.readText("b"));
  }

  @Test
  void aDirectoryIsNotDeletedWithWhatIsMovedOverIt() throws IOException {
    files.writeText("a/b", "x");

    assertEquals(ErrorCode.CONFLICT, code(() -> files.move("a/b", "a", true)));
    assertEquals("x", files.readText("a/b"));
  }

  @Test
  void whatIsMissingIsNotFound() {
    assertEquals(ErrorCode.NOT_FOUND, code(() -> files.read("a")));
    assertEquals(ErrorCode.NOT_FOUND, code(() -> files.readBytes("a/b")));
    assertEquals(ErrorCode.NOT_FOUND, code(() -> files.list("a")));
    assertEquals(ErrorCode.NOT_FOUND, code(() -> files.move("a", "b", false)));
  }

  @Test
  void aViewStartsAtItsDirectoryAndDoesNotLeadOut() throws IOException {
    files.writeText("docs/a", "inside");
    files.writeText("b", "outside");
    Workspace docs = files.in("docs");

    assertEquals("inside", docs.readText("a"));
    assertEquals(List.of("a"), docs.walk("").stream().map(WorkspaceEntry::path).toList());
    assertEquals(ErrorCode.INPUT, code(() -> docs.readText("../b")));
    docs.delete("");
    assertEquals(List.of("b", "docs"), all());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "/x",
        "/etc/passwd",
        "a/../../x",
        "a/..",
        "~/.ssh",
        "~root/x",
        "..\\x",
        "a\\b",
        "x\0",
        "a\nb",
        "C:/x",
        ".git/hooks/pre-push",
        ".git/config",
        ".GIT/config",
        ".g\u200cit/config",
        "a/.git",
        ".git ",
        ".git.",
        ".git::$INDEX_ALLOCATION",
        "git~1/x",
        "．git/config",
        ".gi\u202et/x"
      })
  void P09_pathsThatLeadElsewhereAreRefused(String path) throws IOException {
    files.writeText("a/b", "x");
    for (Executable call :
        List.<Executable>of(
            () -> files.read(path),
            () -> files.writeText(path, "x"),
            () -> files.list(path),
            () -> files.find(path),
            () -> files.delete(path),
            () -> files.createDirectories(path),
            () -> files.move("a/b", path, true),
            () -> files.move(path, "y", true),
            () -> files.copy(path, "y", true),
            () -> files.in(path))) {
      PortalException error = assertThrows(PortalException.class, call);
      assertEquals(ErrorCode.INPUT, error.code());
      assertTrue(error.getMessage().contains("outside of the workspace"), error.getMessage());
    }
    assertEquals(List.of("a", "a/b"), all());
  }

  @ParameterizedTest
  @ValueSource(strings = {".gitignore", ".github/workflows/a", "a.git", "...", "git/config", "x~"})
  void P09_namesThatOnlyLookLikeItAreFine(String path) throws IOException {
    files.writeText(path, "x");

    assertEquals("x", files.readText(path));
  }

  @Test
  void P08_linksAreNeverFollowed() throws IOException {
    Files.createSymbolicLink(root.resolve("dir"), outside);
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("new.txt"));
    files.writeText("own", "x");

    assertEquals(ErrorCode.INPUT, code(() -> files.read("dir/secret.txt")));
    assertEquals(ErrorCode.INPUT, code(() -> files.read("file")));
    assertEquals(ErrorCode.INPUT, code(() -> files.writeText("file", "x")));
    assertEquals(ErrorCode.INPUT, code(() -> files.writeText("dangling", "x")));
    assertEquals(ErrorCode.INPUT, code(() -> files.writeText("dir/new.txt", "x")));
    assertEquals(ErrorCode.INPUT, code(() -> files.createDirectories("dir/new")));
    assertEquals(ErrorCode.INPUT, code(() -> files.delete("dir/secret.txt")));
    assertEquals(ErrorCode.INPUT, code(() -> files.list("dir")));
    assertEquals(ErrorCode.INPUT, code(() -> files.move("own", "dir/own", true)));
    assertEquals(ErrorCode.INPUT, code(() -> files.copy("file", "copy", true)));
    assertEquals(List.of("dangling", "dir", "file", "own"), all());
    assertEquals(WorkspaceEntry.Type.OTHER, files.find("dir").orElseThrow().type());
    assertEquals(List.of("secret.txt"), List.of(outside.toFile().list()));
  }

  @Test
  void P08_aLinkIsDeletedAndNotWhatItNames() throws IOException {
    Files.createSymbolicLink(root.resolve("dir"), outside);

    assertTrue(files.delete("dir"));
    Files.createSymbolicLink(root.resolve("again"), outside);
    files.delete("");

    assertEquals("secret", Files.readString(outside.resolve("secret.txt")));
    assertEquals(List.of(), all());
  }

  @Test
  void P11_aSiblingWithTheSamePrefixIsOutside() throws IOException {
    files.writeText("docs/a", "x");
    Files.createDirectories(root.resolve("docs-evil"));
    Files.writeString(root.resolve("docs-evil/x"), "evil");

    assertEquals(ErrorCode.INPUT, code(() -> files.in("docs").readText("../docs-evil/x")));
    files.copy("docs", "docs2", false);
    assertEquals("x", files.readText("docs2/a"));
  }

  @Test
  void P12_nobodyLeadsOutByASwapBetweenLookAndUse() throws Exception {
    files.writeText("d/f", "inside");
    Path directory = root.resolve("d");
    Path aside = root.resolve("aside");
    Files.writeString(outside.resolve("f"), "secret");
    Thread attacker =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                try {
                  Files.move(directory, aside);
                  Files.createSymbolicLink(directory, outside);
                  Files.delete(directory);
                  Files.move(aside, directory);
                } catch (IOException e) {
                  Thread.yield();
                }
              }
            });
    attacker.start();
    try {
      int read = 0;
      for (int i = 0; i < 10_000; i++) {
        read += turn(i);
      }
      assertTrue(read > 0, "the swap was never lost");
    } finally {
      attacker.interrupt();
      attacker.join();
    }
    assertEquals("secret", Files.readString(outside.resolve("f")));
    assertEquals(2, outside.toFile().list().length);
  }

  private int turn(int i) throws IOException {
    try {
      if (i % 2 == 0) {
        assertEquals("inside", new String(files.readBytes("d/f"), StandardCharsets.UTF_8));
        return 1;
      }
      files.writeText("d/f", "inside");
    } catch (PortalException | IOException e) {
      // Refused, or gone at the moment: all that matters is where it did not lead.
      return 0;
    }
    return 0;
  }

  @Test
  void T17_sizesAreLimited() throws IOException {
    WorkspaceLimits limits = new WorkspaceLimits(10, 100, 6, 10);
    files = workspace(limits).files();

    files.write("under", new byte[5], false);
    files.delete("under");
    files.write("at", new byte[6], false);
    files.delete("at");
    assertEquals(
        ErrorCode.INSUFFICIENT_STORAGE, code(() -> files.write("over", new byte[7], false)));
    files.write("a", new byte[6], false);
    files.write("b", new byte[3], false);
    files.write("b", new byte[4], false);
    assertEquals(ErrorCode.INSUFFICIENT_STORAGE, code(() -> files.write("c", new byte[1], false)));
  }

  @Test
  void T17_theNumberOfFilesIsLimited() throws IOException {
    files = workspace(new WorkspaceLimits(100, 3, 100, 10)).files();

    files.writeText("d/a", "");
    files.writeText("b", "");
    assertEquals(ErrorCode.INSUFFICIENT_STORAGE, code(() -> files.writeText("c", "")));
    assertEquals(ErrorCode.INSUFFICIENT_STORAGE, code(() -> files.createDirectories("e")));
    files.delete("d");
    files.writeText("c", "");
    files.writeText("b", "again");
  }

  @Test
  void theDepthIsLimited() throws IOException {
    files = workspace(new WorkspaceLimits(100, 100, 100, 2)).files();

    files.writeText("1/a", "");
    files.writeText("1/2/a", "");
    assertEquals(ErrorCode.INSUFFICIENT_STORAGE, code(() -> files.writeText("1/2/3/a", "")));
  }

  @Test
  void whatWasThereBeforeCounts() throws IOException {
    files.write("a", new byte[60], false);
    files = workspace(new WorkspaceLimits(100, 100, 100, 2)).files();

    files.write("b", new byte[40], false);
    assertEquals(ErrorCode.INSUFFICIENT_STORAGE, code(() -> files.write("c", new byte[1], false)));
  }

  @Test
  void aFileThatGrewTooLargeIsNotReadAsAWhole() throws IOException {
    Files.write(root.resolve("a"), new byte[101]);
    Files.write(root.resolve("b"), new byte[100]);
    files = workspace(new WorkspaceLimits(1000, 100, 100, 2)).files();

    assertEquals(100, files.readBytes("b").length);
    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, code(() -> files.readBytes("a")));
  }
}
