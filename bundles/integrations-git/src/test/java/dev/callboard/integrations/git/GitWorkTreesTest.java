package dev.callboard.integrations.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.git.transport.QuietGit;
import dev.callboard.testing.GitServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitWorkTreesTest {
  @TempDir Path temp;
  private final GitWorkTrees trees = new GitWorkTrees();

  @AfterEach
  void release() {
    QuietGit.release();
  }

  private String commit(Path work, String file) throws Exception {
    Path path = work.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "text");
    GitServer.git(work, "add", "-A");
    GitServer.git(work, "commit", "-q", "-m", "x");
    return GitServer.git(work, "rev-parse", "HEAD");
  }

  @Test
  void filesOfAWorkTreeHaveTheirLastCommit() throws Exception {
    Path work = GitServer.work(temp);
    GitServer.git(work, "init", "-q", "-b", "main");
    assertEquals(Map.of(), trees.changes(work, 10));
    String one = commit(work, "svc/docs/one.md");
    String two = commit(work, "svc/docs/two.md");
    commit(work, "other.md");
    Files.writeString(work.resolve("svc/docs/new.md"), "not committed");
    assertEquals(
        Set.of("docs/one.md", "docs/two.md"), trees.changes(work.resolve("svc"), 10).keySet());
    assertEquals(one, trees.changes(work.resolve("svc"), 10).get("docs/one.md").commit());
    assertEquals(two, trees.changes(work.resolve("svc"), 2).get("docs/two.md").commit());
    assertEquals(Set.of("docs/two.md"), trees.changes(work.resolve("svc"), 2).keySet());
    assertEquals(Map.of(), trees.changes(work.resolve("svc"), 1));
    assertEquals(Map.of(), trees.changes(work.resolve("svc"), 0));
    String again = commit(work, "svc/docs/new.md");
    assertEquals(again, trees.changes(work.resolve("svc"), 10).get("docs/new.md").commit());
  }

  @Test
  void aFolderOutsideOfAnyWorkTreeHasNoHistory() throws Exception {
    assertEquals(Map.of(), trees.changes(temp, 10));
    Path broken = Files.createDirectories(temp.resolve("broken/.git"));
    Files.writeString(broken.resolve("HEAD"), "nonsense");
    assertEquals(Map.of(), trees.changes(broken.getParent(), 10));
  }
}
