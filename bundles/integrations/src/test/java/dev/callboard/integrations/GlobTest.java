package dev.callboard.integrations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.integrations.spi.Glob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "**/a.yaml, a.yaml, true",
    "**/a.yaml, x/y/a.yaml, true",
    "**/a.yaml, x/.hidden/a.yaml, false",
    "*/a.yaml, x/a.yaml, true",
    "*/a.yaml, x/y/a.yaml, false",
    "x/**, x/y/z, true",
    "x/**, y/z, false",
    "a*c*.yaml, abcd.yaml, true",
    "a*c*.yaml, abd.yaml, false",
    "*.yaml, .a.yaml, false",
    ".*/a.yaml, .b/a.yaml, true",
    "a.yaml, axyaml, false",
    "**/x/**/y, a/x/b/c/y, true",
    "**/x/**/y, x/y, true"
  })
  void patternsMatchAsInBackstage(String pattern, String path, boolean matches) {
    assertEquals(matches, Glob.of(pattern).matches(path));
  }

  @Test
  void noPatternTakesLong() {
    String many = "*a".repeat(500) + "b";
    assertEquals(false, Glob.of(many).matches("a".repeat(1000)));
    assertEquals(false, Glob.of("**/".repeat(200) + "b").matches("a/".repeat(500) + "a"));
  }

  @Test
  void theFolderBeforeTheFirstWildcardIsKnown() {
    assertEquals("a/b", Glob.of("a/b/c*/d").folder());
    assertEquals("", Glob.of("*/d").folder());
  }
}
