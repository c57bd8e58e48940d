package dev.callboard.database;

import dev.callboard.platform.database.Dialect;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement of a script.
 *
 * @param sql its text, without the semicolon
 * @param tokens what it is made of, not empty
 */
record SqlStatement(String sql, List<SqlToken> tokens) {
  /** The line in which it starts. */
  int line() {
    return tokens.get(0).line();
  }

  /**
   * Cuts a script at its semicolons; those inside of an SQLite trigger belong to the trigger.
   *
   * @throws IllegalArgumentException when a quotation or comment does not end
   */
  static List<SqlStatement> split(String script, Dialect dialect) {
    List<SqlStatement> statements = new ArrayList<>();
    List<SqlToken> current = new ArrayList<>();
    int depth = 0;
    for (SqlToken token : SqlLexer.tokens(script, dialect)) {
      if (token.symbol(';') && depth == 0) {
        finish(script, current, statements);
        continue;
      }
      current.add(token);
      if (dialect == Dialect.SQLITE && isTrigger(current)) {
        // Inside of a body, CASE has an END of its own.
        depth += token.is("begin") || (depth > 0 && token.is("case")) ? 1 : 0;
        depth -= token.is("end") && depth > 0 ? 1 : 0;
      }
    }
    finish(script, current, statements);
    return statements;
  }

  private static void finish(String script, List<SqlToken> current, List<SqlStatement> statements) {
    if (current.isEmpty()) {
      return;
    }
    String sql = script.substring(current.get(0).start(), current.get(current.size() - 1).end());
    statements.add(new SqlStatement(sql, List.copyOf(current)));
    current.clear();
  }

  private static boolean isTrigger(List<SqlToken> tokens) {
    if (!tokens.get(0).is("create")) {
      return false;
    }
    return tokens.stream().limit(3).anyMatch(token -> token.is("trigger"));
  }
}
