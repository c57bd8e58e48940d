package dev.callboard.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.platform.database.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlStatementTest {
  private static List<String> split(String script, Dialect dialect) {
    return SqlStatement.split(script, dialect).stream().map(SqlStatement::sql).toList();
  }

  @Test
  void semicolonsInTextsNamesAndCommentsDoNotCount() {
    for (Dialect dialect : Dialect.values()) {
      assertEquals(
          List.of("INSERT INTO t VALUES ('a;''b')", "SELECT \"x;\"\"y\" /* ; */ + 1"),
          split(
              "-- first; comment\nINSERT INTO t VALUES ('a;''b');;\n"
                  + "SELECT \"x;\"\"y\" /* ; */ + 1 -- last ;",
              dialect));
    }
  }

  @Test
  void aTriggerOfSqliteIsOneStatement() {
    String trigger =
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n"
            + "  UPDATE b SET n = CASE WHEN 1 THEN 2 ELSE 3 END;\n  SELECT 'end;';\nEND";
    assertEquals(
        List.of(trigger, "CREATE TABLE c (n INTEGER)"),
        split(trigger + ";\nCREATE TABLE c (n INTEGER);", Dialect.SQLITE));
  }

  @Test
  void dollarQuotesNestedCommentsAndEscapesOfPostgresqlAreKnown() {
    String function = "DO $x$ BEGIN; $$ ; $$ END $x$";
    String nested = "SELECT 1 /* a /* ; */ ; */ + 2";
    String escape = "SELECT E'it\\'s; fine', $1";
    assertEquals(
        List.of(function, nested, escape),
        split(function + ";" + nested + ";" + escape, Dialect.POSTGRESQL));
  }

  @Test
  void whatDoesNotEndIsToldWithItsLine() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> split("SELECT 1;\n\n'open", Dialect.SQLITE));
    assertEquals("a quotation that starts in line 3 does not end", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> split("/* open", Dialect.POSTGRESQL));
    assertThrows(IllegalArgumentException.class, () -> split("$a$ open $b$", Dialect.POSTGRESQL));
  }

  @Test
  void linesAreCounted() {
    List<SqlStatement> statements =
        SqlStatement.split("A;\n/* \n */ B;\n\n  C 'x\ny';\nD", Dialect.SQLITE);
    assertEquals(List.of(1, 3, 5, 7), statements.stream().map(SqlStatement::line).toList());
  }
}
