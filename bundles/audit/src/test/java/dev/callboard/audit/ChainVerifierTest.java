package dev.callboard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.audit.ChainVerifier.Finding;
import dev.callboard.audit.ChainVerifier.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainVerifierTest {
  private static List<Row> chain(int size, String content) {
    List<Row> rows = new ArrayList<>();
    String prev = Chain.START;
    for (int i = 1; i <= size; i++) {
      String body = "{\"id\":\"e" + i + "\",\"x\":\"" + content + "\"}";
      String hash = Chain.hash(i, body, prev);
      rows.add(new Row(i, "e" + i, body, prev, hash));
      prev = hash;
    }
    return rows;
  }

  private static Optional<Finding> verify(List<Row> rows) {
    ChainVerifier verifier = new ChainVerifier();
    for (Row row : rows) {
      Optional<Finding> finding = verifier.next(row);
      if (finding.isPresent()) {
        return finding;
      }
    }
    return Optional.empty();
  }

  private static Optional<Finding> verify(List<Row> rows, Row head) {
    ChainVerifier verifier = new ChainVerifier();
    rows.forEach(row -> assertEquals(Optional.empty(), verifier.next(row)));
    return verifier.end(head.seq(), head.hash());
  }

  private static Row edited(Row row) {
    return new Row(row.seq(), row.id(), row.body().replace("a", "b"), row.prev(), row.hash());
  }

  private static long at(Optional<Finding> finding) {
    return finding.map(Finding::seq).orElse(-1L);
  }

  @Test
  void anHonestChainIsGood() {
    List<Row> rows = chain(100, "a");
    assertEquals(Optional.empty(), verify(rows));
    assertEquals(Optional.empty(), verify(rows, rows.get(99)));
    assertEquals(Optional.empty(), verify(List.of()));
  }

  @Test
  void theFirstBadRowIsNamedWhereverItIs() {
    for (int i = 0; i < 20; i++) {
      List<Row> editedRow = chain(20, "a");
      editedRow.set(i, edited(editedRow.get(i)));
      assertEquals(i + 1, at(verify(editedRow)), "edit");

      Row honest = chain(20, "a").get(i);
      List<Row> rehashed = chain(20, "a");
      String body = honest.body().replace("a", "b");
      rehashed.set(
          i,
          new Row(
              honest.seq(),
              honest.id(),
              body,
              honest.prev(),
              Chain.hash(honest.seq(), body, honest.prev())));
      // The row is consistent with itself now; the next one gives it away, or the head.
      assertEquals(i == 19 ? -1 : i + 2, at(verify(rehashed)), "edit with new hash");
      if (i == 19) {
        assertEquals(20, at(verify(rehashed, chain(20, "a").get(19))));
      }

      List<Row> deleted = chain(20, "a");
      deleted.remove(i);
      assertEquals(i == 19 ? -1 : i + 1, at(verify(deleted)), "delete");

      List<Row> inserted = chain(20, "a");
      inserted.add(i, inserted.get((i + 7) % 20));
      assertTrue(verify(inserted).isPresent(), "insert");

      if (i < 19) {
        List<Row> moved = chain(20, "a");
        Collections.swap(moved, i, i + 1);
        assertEquals(i + 1, at(verify(moved)), "reorder");
      }
    }
  }

  @Test
  void aMissingEndIsFoundWithTheHeadOnly() {
    List<Row> rows = chain(10, "a");
    List<Row> cut = rows.subList(0, 9);
    assertEquals(Optional.empty(), verify(cut));
    assertEquals(10, at(verify(cut, rows.get(9))));
    assertEquals(10, at(verify(rows, rows.get(8))));
  }

  @Test
  void aRewrittenChainIsFoundWithAForeignHeadOnly() {
    List<Row> rewritten = chain(10, "b");
    assertEquals(Optional.empty(), verify(rewritten));
    assertEquals(10, at(verify(rewritten, chain(10, "a").get(9))));
  }

  @Test
  void checkingCanStartInTheMiddle() {
    List<Row> rows = chain(10, "a");
    ChainVerifier verifier = new ChainVerifier(5, rows.get(4).hash());
    for (Row row : rows.subList(5, 10)) {
      assertEquals(Optional.empty(), verifier.next(row));
    }
  }
}
