package dev.callboard.docs.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushedFilesTest {
  private static PushedFiles push(String url, String branch, boolean isDefault, String... changed) {
    return PushedFiles.of(
            Map.of(
                "url",
                url,
                "branch",
                branch,
                "defaultBranch",
                isDefault,
                "changed",
                List.of(changed),
                "removed",
                List.of(),
                "complete",
                true))
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/o/r, https://github.com/O/R/tree/main/svc/",
    "https://github.com/o/r, https://github.com/o/r/blob/HEAD/svc",
    "https://gitlab.com/g/s/r, https://gitlab.com/g/s/r/-/tree/main/svc",
    "https://gitea.test/o/r, https://gitea.test/o/r/src/branch/main/svc",
    "https://bitbucket.org/o/r, https://bitbucket.org/o/r/src/main/svc",
    "https://bb.test/projects/p/repos/r, https://bb.test/projects/p/repos/r/browse/svc?at=main",
    "https://bb.test/projects/p/repos/r, https://bb.test/projects/p/repos/r/browse/svc",
    "https://git.test/o/r.git, https://git.test/o/r.git/tree/main/svc",
    "https://git.test/o/r, https://git.test/o/r.git/tree/main/svc"
  })
  void aFolderIsFoundInTheAddressesOfAllHosts(String url, String tree) {
    PushedFiles pushed = push(url, "main", true, "svc/docs/a.md", "svcs/b.md", "README.md");
    assertEquals(Optional.of(List.of("docs/a.md")), pushed.below(tree));
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/o/r/tree/other/svc",
    "https://github.com/o/r/tree/main/else",
    "https://github.com/o/rr/tree/main/svc",
    "https://github.com/o/rr",
    "https://github.com/o/r/wiki",
    "https://gitlab.com/o/r/-/tree/main/svc"
  })
  void whatLiesElsewhereIsNotTouched(String tree) {
    assertTrue(
        push("https://github.com/o/r", "main", true, "svc/docs/a.md").below(tree).isEmpty(), tree);
  }

  @Test
  void anAddressWithoutABranchMeansTheDefaultOne() {
    String repository = "https://github.com/o/r";
    assertEquals(
        Optional.of(List.of("a")), push(repository, "main", true, "a").below(repository + "/"));
    assertTrue(push(repository, "dev", false, "a").below(repository).isEmpty());
    assertTrue(push(repository, "dev", false, "a").below(repository + "/tree/HEAD").isEmpty());
  }

  @Test
  void aBranchMayHaveSlashesAndAPathBlanks() {
    PushedFiles pushed = push("https://github.com/o/r", "feat/x", false, "a b/docs/i.md");
    assertEquals(
        Optional.of(List.of("docs/i.md")),
        pushed.below("https://github.com/o/r/tree/feat/x/a%20b"));
  }

  @Test
  void whatIsNotToldMayHaveChanged() {
    Map<String, Object> payload = Map.of("url", "https://github.com/o/r", "branch", "main");
    PushedFiles pushed = PushedFiles.of(payload).orElseThrow();
    assertEquals(
        Optional.of(List.of("")), pushed.below("https://github.com/o/r/tree/main/anything"));
    assertTrue(PushedFiles.of(Map.of("branch", "main")).isEmpty());
    assertTrue(PushedFiles.of(Map.of("url", 5, "branch", "main")).isEmpty());
  }
}
