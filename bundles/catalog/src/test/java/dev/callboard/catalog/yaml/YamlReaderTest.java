package dev.callboard.catalog.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
  private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT);

  private static List<YamlDocument> read(YamlReader reader, String text) throws YamlException {
    return reader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Object value(String text) throws YamlException {
    return READER.readOne(text);
  }

  private static YamlException refused(String text) {
    return refused(READER, text);
  }

  private static YamlException refused(YamlReader reader, String text) {
    return assertThrows(YamlException.class, () -> reader.readOne(text));
  }

  private static YamlReader limited(int bytes, int points, int documents, int depth, int nodes) {
    return new YamlReader(new YamlLimits(bytes, points, documents, depth, 50, nodes));
  }

  @Test
  void plainScalarsHaveTheTypesOfTheCoreSchema() throws Exception {
    assertEquals(
        Arrays.asList(null, null, true, false, 1L, -7L, 10L, 255L, 8L, 1.5, 1000L),
        value("[null, ~, true, False, 1, -7, 010, 0xff, 0o10, 1.5, 1e3]"));
    assertEquals(
        List.of("no", "on", "y", "1:30", "2024-01-01", "1_000", "0b1", "<<"),
        value("[no, on, y, 1:30, 2024-01-01, 1_000, 0b1, <<]"));
    assertEquals(List.of("1", "~", "true"), value("['1', \"~\", !!str true]"));
  }

  @Test
  void numbersThatJsonCannotHoldAreRefused() throws Exception {
    assertEquals(Long.MAX_VALUE, value("9223372036854775807"));
    assertEquals("9223372036854775808", value("9223372036854775808").toString());
    assertEquals(64, value("1" + "0".repeat(63)).toString().length());
    for (String text : List.of("1" + "0".repeat(64), ".inf", "-.INF", ".nan", "1e999")) {
      assertTrue(refused(text).wellFormed(), text);
    }
  }

  @Test
  void anErrorInOneDocumentLeavesTheOthersAndTellsItsLineInTheFile() throws Exception {
    List<YamlDocument> documents = read(READER, "a: 1\n---\nb: [\n---\n# nothing\n---\nc: 3\n");
    assertEquals(4, documents.size());
    assertEquals(Map.of("a", 1L), documents.get(0).value());
    YamlException error = documents.get(1).error().orElseThrow();
    assertTrue(error.line() >= 2 && error.line() <= 4, error.line() + "");
    assertTrue(documents.get(2).isEmpty());
    assertEquals(Map.of("c", 3L), documents.get(3).value());
    assertEquals(7, documents.get(3).locate("/c").line());
  }

  @Test
  void theSameKeyTwiceIsRefusedAtTheSecond() {
    YamlException error = refused("a: 1\nb: 2\na: 3\n");
    assertEquals("key \"a\" appears twice", error.getMessage());
    assertEquals(3, error.line());
    assertEquals(1, error.column());
  }

  @Test
  void mergeKeysAreOrdinaryKeys() throws Exception {
    assertEquals(
        Map.of("base", Map.of("x", 1L), "<<", Map.of("x", 1L)), value("base: &b {x: 1}\n<<: *b\n"));
  }

  @Test
  void aliasesStandForTheValueOfTheirAnchor() throws Exception {
    assertEquals(Map.of("a", "x", "b", "x"), value("a: &n x\nb: *n\n"));
    assertTrue(refused("a: *nothing\n").getMessage().contains("*nothing"));
  }

  @Test
  void aFileMayBeAsLargeAsTheLimit() throws Exception {
    YamlReader reader = limited(10, 100, 5, 5, 100);
    assertEquals("x".repeat(9), read(reader, "x".repeat(9)).get(0).value());
    assertEquals("x".repeat(10), read(reader, "x".repeat(10)).get(0).value());
    assertThrows(YamlException.class, () -> read(reader, "x".repeat(11)));
  }

  @Test
  void aDocumentMayBeAsLongAsTheLimit() throws Exception {
    YamlReader reader = limited(1000, 10, 5, 5, 100);
    assertEquals("é".repeat(9), reader.readOne("é".repeat(9)));
    assertEquals("é".repeat(10), reader.readOne("é".repeat(10)));
    assertTrue(refused(reader, "é".repeat(11)).getMessage().contains("more than 10 characters"));
    assertEquals("😀".repeat(10), reader.readOne("😀".repeat(10)));
  }

  @Test
  void aFileMayHaveAsManyDocumentsAsTheLimit() throws Exception {
    YamlReader reader = limited(1000, 100, 3, 5, 100);
    assertEquals(2, read(reader, "--- 1\n".repeat(2)).size());
    assertEquals(3, read(reader, "--- 1\n".repeat(3)).size());
    assertThrows(YamlException.class, () -> read(reader, "--- 1\n".repeat(4)));
  }

  @Test
  void collectionsNestAsDeepAsTheLimit() throws Exception {
    YamlReader reader = limited(1000, 100, 3, 5, 100);
    assertEquals(List.of(List.of(List.of(List.of()))), reader.readOne("[[[[]]]]"));
    assertEquals(List.of(List.of(List.of(List.of(List.of())))), reader.readOne("[[[[[]]]]]"));
    assertTrue(refused(reader, "[[[[[[]]]]]]").getMessage().contains("deeper than 5"));
  }

  @Test
  void aDocumentHasAsManyValuesAsTheLimit() throws Exception {
    YamlReader reader = limited(1000, 100, 3, 5, 10);
    assertEquals(8, ((List<?>) reader.readOne("[1,1,1,1,1,1,1,1]")).size());
    assertEquals(9, ((List<?>) reader.readOne("[1,1,1,1,1,1,1,1,1]")).size());
    assertTrue(refused(reader, "[1,1,1,1,1,1,1,1,1,1]").getMessage().contains("more than 10"));
  }

  @Test
  void collectionsAreUsedAgainAsOftenAsTheLimit() throws Exception {
    assertEquals(50, ((List<?>) value("[&a [1]" + ", *a".repeat(49) + "]")).size());
    assertEquals(51, ((List<?>) value("[&a [1]" + ", *a".repeat(50) + "]")).size());
    YamlException error = refused("[&a [1]" + ", *a".repeat(51) + "]");
    assertTrue(error.getMessage().contains("more than 50 aliases"), error.getMessage());
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws Exception {
    assertEquals(Map.of("a", 1L), read(READER, "\uFEFFa: 1").get(0).value());
    assertNull(read(READER, "---\n").get(0).value());
    assertFalse(read(READER, "---\n").get(0).error().isPresent());
    assertTrue(read(READER, "# a comment\n").isEmpty());
  }
}
