package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.parse.Token.Kind;
import dev.callboard.scaffolder.template.value.ScriptError;

/** The tokens of a template, with a look at the next one, and how deep what is read is nested. */
final class Tokens {
  private final Lexer lexer;
  private final int maxDepth;
  private Token peeked;
  private int depth;
  private int deepest;

  Tokens(Lexer lexer, int maxDepth) {
    this.lexer = lexer;
    this.maxDepth = maxDepth;
  }

  Lexer lexer() {
    return lexer;
  }

  Token peek() {
    if (peeked == null) {
      peeked = lexer.next();
    }
    return peeked;
  }

  Token next() {
    Token token = peek();
    peeked = null;
    return token;
  }

  /** The next token, which has to be there. */
  Token need(String wanted) {
    Token token = next();
    if (token == null) {
      throw new ScriptError("the template ends where " + wanted + " is expected", end());
    }
    return token;
  }

  boolean nextIs(Kind kind, String text) {
    Token token = peek();
    return token != null && token.is(kind, text);
  }

  boolean skip(Kind kind, String text) {
    if (!nextIs(kind, text)) {
      return false;
    }
    peeked = null;
    return true;
  }

  boolean skipName(String name) {
    return skip(Kind.NAME, name);
  }

  Token expect(Kind kind, String wanted) {
    Token token = need(wanted);
    if (token.kind() != kind) {
      throw error(wanted + " is expected, not " + token.shown(), token);
    }
    return token;
  }

  int end() {
    return lexer.text().length();
  }

  static ScriptError error(String problem, Token token) {
    return new ScriptError(problem, token.at());
  }

  /** Goes one level deeper. */
  void enter() {
    depth++;
    deepest = Math.max(deepest, depth);
    if (depth > maxDepth) {
      int at = peek() == null ? end() : peek().at();
      throw new ScriptError("it is nested deeper than " + maxDepth + " levels", at);
    }
  }

  /** Comes back from so many levels. */
  void leave(int levels) {
    depth -= levels;
  }

  int depth() {
    return depth;
  }

  /** The deepest level since the last time it was set. */
  int deepest() {
    return deepest;
  }

  void deepest(int level) {
    deepest = level;
  }
}
