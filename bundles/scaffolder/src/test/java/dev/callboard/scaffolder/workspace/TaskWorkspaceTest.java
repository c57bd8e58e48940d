package dev.callboard.scaffolder.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskWorkspaceTest {
  @TempDir Path temp;
  private TaskWorkspace workspace;

  @BeforeEach
  void open() throws IOException {
    workspace =
        TaskWorkspace.open(temp.resolve("t"), temp.resolve("staging"), WorkspaceLimits.DEFAULT);
  }

  private List<String> all() throws IOException {
    return workspace.files().walk("").stream().map(WorkspaceEntry::path).toList();
  }

  @Test
  void anArchiveBringsBackWhatWasThere() throws IOException {
    workspace.files().writeText("src/a.txt", "a");
    workspace.files().write("run.sh", new byte[100_000], true);
    workspace.files().createDirectories("empty/dir");
    Files.createSymbolicLink(workspace.root().resolve("link"), temp);
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    workspace.pack(archive);

    workspace.files().writeText("src/b.txt", "b");
    workspace.files().delete("run.sh");
    workspace.restore(new ByteArrayInputStream(archive.toByteArray()));

    assertEquals(List.of("empty", "empty/dir", "run.sh", "src", "src/a.txt"), all());
    assertEquals("a", workspace.files().readText("src/a.txt"));
    assertEquals(100_000, workspace.files().find("run.sh").orElseThrow().size());
    assertTrue(workspace.files().find("run.sh").orElseThrow().executable());
  }

  @Test
  void anArchiveThatIsCutIsRefused() throws IOException {
    workspace.files().write("a", new byte[1000], false);
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    workspace.pack(archive);
    byte[] cut = Arrays.copyOf(archive.toByteArray(), archive.size() / 2);

    assertThrows(IOException.class, () -> workspace.restore(new ByteArrayInputStream(cut)));
  }

  @Test
  void knowsWhetherSomethingWasChanged() throws IOException {
    assertFalse(workspace.takeChanged());
    workspace.files().writeText("a", "a");
    assertTrue(workspace.takeChanged());
    assertFalse(workspace.takeChanged());
    workspace.files().in("").delete("a");
    assertTrue(workspace.takeChanged());
  }

  @Test
  void isGoneWhenItIsRemoved() throws IOException {
    workspace.files().writeText("a/b", "a");

    workspace.remove();

    assertFalse(Files.exists(temp.resolve("t")));
  }
}
