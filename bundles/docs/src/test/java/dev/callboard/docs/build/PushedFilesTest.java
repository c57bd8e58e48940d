package dev.callboard.docs.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.docs.fakes.Trees;
import dev.callboard.integrations.api.SourcePlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushedFilesTest {
  private static final Trees PLACES = new Trees(Path.of("none"));

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

  private static Optional<List<String>> below(PushedFiles pushed, String tree) {
    return pushed.below(tree, PLACES::place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/O/R/tree/main/svc/",
        "https://github.com/o/r/blob/HEAD/svc",
        "https://github.com/o/r/tree/main/svc"
      })
  void aFolderIsFoundWhereTheReaderSaysThatItIs(String tree) {
    PushedFiles pushed =
        push("https://github.com/o/r", "main", true, "svc/docs/a.md", "svcs/b.md", "README.md");
    assertEquals(Optional.of(List.of("docs/a.md")), below(pushed, tree));
  }

  @Test
  void aRepositoryWhoseHostKnowsNoBranchesMayHaveChanged() {
    PushedFiles pushed = push("https://git.test/o/r", "main", true, "svc/a.md");
    assertEquals(
        Optional.of(List.of("svc/a.md")),
        pushed.below("x", url -> Optional.of(new SourcePlace("same", "", ""))));
    assertEquals(Optional.empty(), pushed.below("x", url -> Optional.empty()));
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
        push("https://github.com/o/r", "main", true, "svc/docs/a.md")
            .below(tree, PLACES::place)
            .isEmpty(),
        tree);
  }

  @Test
  void anAddressWithoutABranchMeansTheDefaultOne() {
    String repository = "https://github.com/o/r";
    assertEquals(
        Optional.of(List.of("a")),
        push(repository, "main", true, "a").below(repository + "/", PLACES::place));
    assertTrue(push(repository, "dev", false, "a").below(repository, PLACES::place).isEmpty());
    assertTrue(
        push(repository, "dev", false, "a")
            .below(repository + "/tree/HEAD", PLACES::place)
            .isEmpty());
  }

  @Test
  void aBranchMayHaveSlashesAndAPathBlanks() {
    PushedFiles pushed = push("https://github.com/o/r", "feat/x", false, "a b/docs/i.md");
    assertEquals(
        Optional.of(List.of("docs/i.md")),
        below(pushed, "https://github.com/o/r/tree/feat/x/a%20b"));
  }

  @Test
  void whatIsNotToldMayHaveChanged() {
    Map<String, Object> payload = Map.of("url", "https://github.com/o/r", "branch", "main");
    PushedFiles pushed = PushedFiles.of(payload).orElseThrow();
    assertEquals(
        Optional.of(List.of("")), below(pushed, "https://github.com/o/r/tree/main/anything"));
    assertTrue(PushedFiles.of(Map.of("branch", "main")).isEmpty());
    assertTrue(PushedFiles.of(Map.of("url", 5, "branch", "main")).isEmpty());
  }
}
