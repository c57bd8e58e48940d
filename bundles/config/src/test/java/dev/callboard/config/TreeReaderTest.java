package dev.callboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeReaderTest {
  private static Object read(String yaml) {
    return TreeReader.read("a.yaml", yaml).plain();
  }

  private static ConfigProblem problem(String yaml) {
    return assertThrows(ConfigException.class, () -> read(yaml)).problems().get(0);
  }

  @Test
  void plainValuesFollowTheCoreSchema() {
    assertEquals(
        Map.of("a", 1L, "b", 1.5, "c", true, "d", "yes", "e", "1_000", "f", "12:30", "g", 10L),
        read("{a: 1, b: 1.5, c: true, d: yes, e: 1_000, f: '12:30', g: 010}"));
    assertEquals(
        Map.of("n", new BigInteger("123456789012345678901234567890")),
        read("n: 123456789012345678901234567890"));
    assertEquals(List.of("1", "true", "null"), read("['1', \"true\", 'null']"));
  }

  @Test
  void aliasesStandForTheirAnchors() {
    assertEquals(
        Map.of("a", Map.of("x", 1L), "b", Map.of("x", 1L), "c", List.of("t", "t")),
        read("a: &a {x: 1}\nb: *a\nc: [&t t, *t]"));
    assertEquals(1, problem("a: *nope").line());
  }

  @Test
  void aliasesCannotMultiplyWithoutEnd() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      yaml.append("a%d: &a%d [".formatted(i, i));
      yaml.append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1).append("]\n");
    }
    assertEquals("more than 100000 values", problem(yaml.toString()).message());
  }

  @Test
  void theNumberOfValuesIsLimited() {
    // The list itself counts as one.
    assertEquals(TreeReader.MAX_NODES - 2, size(TreeReader.MAX_NODES - 2));
    assertEquals(TreeReader.MAX_NODES - 1, size(TreeReader.MAX_NODES - 1));
    assertThrows(ConfigException.class, () -> size(TreeReader.MAX_NODES));
  }

  private static int size(int items) {
    return ((List<?>) TreeReader.read("a.json", "[" + "1,".repeat(items - 1) + "1]").plain())
        .size();
  }

  @Test
  void theDepthIsLimited() {
    for (int depth : List.of(TreeReader.MAX_DEPTH - 1, TreeReader.MAX_DEPTH)) {
      TreeReader.read("a.json", "[".repeat(depth) + "1" + "]".repeat(depth));
    }
    int over = TreeReader.MAX_DEPTH + 1;
    assertThrows(
        ConfigException.class,
        () -> TreeReader.read("a.json", "[".repeat(over) + "1" + "]".repeat(over)));
  }

  @Test
  void aSecondDocumentIsRefusedWithItsLine() {
    ConfigProblem problem = problem("a: 1\n---\nb: 2\n");
    assertTrue(problem.message().startsWith("a second document"), problem.message());
    assertEquals(3, problem.line());
  }

  @Test
  void U07_errorsDoNotQuoteTheFile() {
    for (String bad :
        List.of(
            "token: hunter2: x\n", "token: \"hunter2\n", "token: [hunter2\n", "hunter2\nb: {")) {
      assertFalse(problem(bad).toString().contains("hunter2"), () -> problem(bad).toString());
    }
    ConfigException json =
        assertThrows(
            ConfigException.class, () -> TreeReader.read("a.json", "{\"token\": hunter2}"));
    assertFalse(json.getMessage().contains("hunter2"), json.getMessage());
  }
}
