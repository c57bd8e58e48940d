package dev.callboard.scorecards.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlReader;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentTreesTest {
  @TempDir Path temp;
  private final Map<String, String> commits = new HashMap<>();
  private final List<String> copies = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();
  private final RecentTrees trees =
      new RecentTrees(
          (UrlReader)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {UrlReader.class},
                  (proxy, method, arguments) ->
                      tree((String) arguments[0], (ReadOptions) arguments[1])));

  private SourceTree tree(String root, ReadOptions options) {
    String commit = commits.get(root);
    if (commit != null && options.etag().equals(Optional.of(commit))) {
      return SourceTree.notModified(commit);
    }
    String copy = root + "@" + commit;
    copies.add(copy);
    return SourceTree.of(temp, List.of("a"), commit, commit, () -> closed.add(copy));
  }

  private String read(String root) throws IOException {
    return trees.read(root, java.time.Instant.EPOCH, tree -> tree.commit().orElse("none"));
  }

  @Test
  void theEntitiesOfARepositoryCostOneCopy() throws Exception {
    commits.put("r", "1");
    for (int i = 0; i < 5; i++) {
      assertEquals("1", read("r"));
    }
    assertEquals(List.of("r@1"), copies);
    assertEquals(List.of(), closed);
    trees.close();
    assertEquals(List.of("r@1"), closed);
  }

  @Test
  void whatIsPushedIsReadAtOnce() throws Exception {
    commits.put("r", "1");
    read("r");
    commits.put("r", "2");
    assertEquals("2", read("r"));
    assertEquals(List.of("r@1"), closed);
  }

  @Test
  void onlyTheTwoReadLastAreKept() throws Exception {
    for (String root : List.of("a", "b", "a", "c")) {
      commits.put(root, "1");
      read(root);
    }
    assertEquals(List.of("b@1"), closed);
  }

  @Test
  void aTreeOfWhichNothingTellsThatItIsTheSameIsNotKept() throws Exception {
    assertEquals("none", read("r"));
    assertEquals("none", read("r"));
    assertEquals(List.of("r@null", "r@null"), closed);
  }
}
