package dev.callboard.database;

import dev.callboard.database.SqlToken.Kind;
import dev.callboard.platform.database.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts SQL into tokens by the lexical rules of the two databases, so that statements can be told
 * apart and looked at. For one text and one thread.
 */
final class SqlLexer {
  private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)?\\$");

  private final String sql;
  private final Dialect dialect;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int counted;

  private SqlLexer(String sql, Dialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
  }

  /**
   * Cuts a text.
   *
   * @throws IllegalArgumentException when a quotation or comment does not end
   */
  static List<SqlToken> tokens(String sql, Dialect dialect) {
    return new SqlLexer(sql, dialect).run();
  }

  private List<SqlToken> run() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (sql.startsWith("--", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end;
      } else if (sql.startsWith("/*", at)) {
        comment();
      } else {
        token(c);
      }
    }
    return List.copyOf(tokens);
  }

  private void token(char c) {
    int start = at;
    if (c == '\'') {
      boolean escapes = escapeString(start);
      add(Kind.STRING, start, quoted('\'', escapes));
    } else if (c == '"' || (sqlite() && (c == '`' || c == '['))) {
      String text = quoted(c == '[' ? ']' : c, false);
      add(Kind.QUOTED, start, text);
    } else if (c == '$' && !sqlite() && dollar()) {
      add(Kind.STRING, start, sql.substring(start, at));
    } else if (Character.isLetter(c) || c == '_') {
      while (at < sql.length() && wordPart(sql.charAt(at))) {
        at++;
      }
      add(Kind.WORD, start, sql.substring(start, at));
    } else if (Character.isDigit(c)) {
      while (at < sql.length() && (wordPart(sql.charAt(at)) || sql.charAt(at) == '.')) {
        at++;
      }
      add(Kind.STRING, start, sql.substring(start, at));
    } else {
      at++;
      add(Kind.SYMBOL, start, String.valueOf(c));
    }
  }

  private boolean sqlite() {
    return dialect == Dialect.SQLITE;
  }

  private static boolean wordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  /** In PostgreSQL a text right after an E may have backslash escapes. */
  private boolean escapeString(int start) {
    if (sqlite() || tokens.isEmpty()) {
      return false;
    }
    SqlToken last = tokens.get(tokens.size() - 1);
    return last.is("e") && last.end() == start;
  }

  private String quoted(char close, boolean escapes) {
    StringBuilder text = new StringBuilder();
    int start = at++;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (escapes && c == '\\') {
        at++;
      } else if (c == close && at < sql.length() && sql.charAt(at) == close && close != ']') {
        text.append(c);
        at++;
      } else if (c == close) {
        return text.toString();
      } else {
        text.append(c);
      }
    }
    throw new IllegalArgumentException(
        "a quotation that starts in line " + lineAt(start) + " does not end");
  }

  private boolean dollar() {
    Matcher matcher = DOLLAR_QUOTE.matcher(sql).region(at, sql.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    int end = sql.indexOf(matcher.group(), matcher.end());
    if (end < 0) {
      throw new IllegalArgumentException(
          "a quotation that starts in line " + lineAt(at) + " does not end");
    }
    at = end + matcher.group().length();
    return true;
  }

  /** Comments nest in PostgreSQL and do not in SQLite. */
  private void comment() {
    int start = at;
    int depth = 0;
    do {
      if (at >= sql.length()) {
        throw new IllegalArgumentException(
            "a comment that starts in line " + lineAt(start) + " does not end");
      }
      if (sql.startsWith("/*", at) && (depth == 0 || !sqlite())) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0);
  }

  private void add(Kind kind, int start, String text) {
    tokens.add(new SqlToken(kind, text, start, at, lineAt(start)));
  }

  private int lineAt(int position) {
    for (; counted < position; counted++) {
      if (sql.charAt(counted) == '\n') {
        line++;
      }
    }
    return line;
  }
}
