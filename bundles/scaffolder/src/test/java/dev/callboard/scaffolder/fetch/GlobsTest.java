package dev.callboard.scaffolder.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.platform.error.PortalException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Patterns of paths. */
class GlobsTest {
  private static void check(boolean expected, String path, String... patterns) {
    assertEquals(expected, new Globs(List.of(patterns)).match(path), path);
  }

  @Test
  void stars_match_within_names_and_double_stars_across_them() {
    check(true, "a.txt", "*.txt");
    check(true, ".a.txt", "*.txt");
    check(false, "d/a.txt", "*.txt");
    check(true, "a.txt", "**/*.txt");
    check(true, "d/e/a.txt", "**/*.txt");
    check(true, "d/e/a.txt", "d/**");
    check(true, "d/e/a.txt", "d/**/a.txt");
    check(true, "d/a.txt", "d/**/a.txt");
    check(false, "da/a.txt", "d/**");
  }

  @Test
  void a_directory_stands_for_what_is_in_it() {
    check(true, "d/a", "d");
    check(true, "d/a", "d/");
    check(true, "d/a", "./d");
    check(false, "e/d", "d");
  }

  @Test
  void classes_choices_and_single_characters() {
    check(true, "a1", "a[0-9]");
    check(false, "ax", "a[!x]");
    check(true, "a.js", "*.{js,ts}");
    check(true, "a.ts", "*.{js,ts}");
    check(false, "a.md", "*.{js,ts}");
    check(true, "ab", "a?");
    check(false, "a/", "a?");
    check(true, "a+(b).x", "a+(b).x");
    check(true, "${{ values.x }}", "${{ values.x }}");
  }

  @Test
  void a_later_pattern_takes_back() {
    check(false, "a/keep.txt", "a/**", "!a/keep.txt");
    check(true, "a/other.txt", "a/**", "!a/keep.txt");
  }

  @Test
  void T03_a_glob_that_would_take_for_ever_is_refused() {
    Globs globs = new Globs(List.of("*a".repeat(30) + "b"));
    assertThrows(PortalException.class, () -> globs.match("a".repeat(200)));
  }
}
