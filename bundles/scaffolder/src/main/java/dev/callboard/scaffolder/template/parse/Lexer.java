package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.TemplateSyntax;
import dev.callboard.scaffolder.template.parse.Token.Kind;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Texts;

/** Cuts a template into tokens, one at a time. */
final class Lexer {
  static final String BLOCK_START = "{%";
  static final String BLOCK_END = "%}";
  static final String COMMENT_START = "{#";
  static final String COMMENT_END = "#}";

  private final String text;
  private final TemplateSyntax syntax;
  private final CodeLexer code;
  private final char variableMark;
  private int at;
  private boolean inCode;

  Lexer(String text, TemplateSyntax syntax) {
    this.text = text;
    this.syntax = syntax;
    this.code = new CodeLexer(text);
    this.variableMark = syntax.variableStart().charAt(0);
  }

  int position() {
    return at;
  }

  void position(int offset) {
    at = offset;
  }

  String text() {
    return text;
  }

  /** The next token, null at the end. */
  Token next() {
    return inCode ? nextInCode() : nextOutside();
  }

  private Token nextInCode() {
    at = code.skipSpace(at);
    if (at >= text.length()) {
      return null;
    }
    char first = text.charAt(at);
    boolean isText = first == '"' || first == '\'';
    Token end = isText ? null : blockEnd();
    end = end == null && !isText ? variableEnd() : end;
    if (end != null) {
      inCode = false;
      return end;
    }
    Token token = code.read(at);
    at = code.position();
    return token;
  }

  private Token blockEnd() {
    String mark = endMark(BLOCK_END);
    if (mark == null) {
      return null;
    }
    Token token = new Token(Kind.BLOCK_END, mark, "", at);
    at += mark.length();
    if (syntax.trimBlocks()) {
      if (text.startsWith("\n", at)) {
        at++;
      } else if (text.startsWith("\r\n", at)) {
        at += 2;
      }
    }
    return token;
  }

  private Token variableEnd() {
    String mark = endMark(syntax.variableEnd());
    if (mark == null) {
      return null;
    }
    Token token = new Token(Kind.VARIABLE_END, mark, "", at);
    at += mark.length();
    return token;
  }

  private String endMark(String mark) {
    if (text.startsWith(mark, at)) {
      return mark;
    }
    boolean trims = text.charAt(at) == '-' && text.startsWith(mark, at + 1);
    return trims ? "-" + mark : null;
  }

  private Token nextOutside() {
    if (at >= text.length()) {
      return null;
    }
    Token start = startMark(BLOCK_START, Kind.BLOCK_START);
    start = start == null ? startMark(syntax.variableStart(), Kind.VARIABLE_START) : start;
    if (start != null) {
      inCode = true;
      return start;
    }
    return text.startsWith(COMMENT_START, at) ? comment() : data();
  }

  private Token startMark(String mark, Kind kind) {
    if (!text.startsWith(mark, at)) {
      return null;
    }
    int length = mark.length() + (text.startsWith("-", at + mark.length()) ? 1 : 0);
    Token token = new Token(kind, text.substring(at, at + length), "", at);
    at += length;
    return token;
  }

  private Token comment() {
    int end = text.indexOf(COMMENT_END, at + COMMENT_START.length());
    if (end < 0) {
      throw new ScriptError("the comment does not end", at);
    }
    int start = at;
    at = end + COMMENT_END.length();
    return new Token(Kind.COMMENT, text.substring(start, at), "", start);
  }

  private Token data() {
    int start = at;
    while (at < text.length() && !isMark()) {
      at++;
    }
    int end = at;
    if (syntax.lstripBlocks() && text.startsWith(BLOCK_START, at)) {
      int line = text.lastIndexOf('\n', at - 1) + 1;
      if (line < at && line >= start && Texts.trim(text.substring(line, at)).isEmpty()) {
        end = line;
      }
      if (end == start) {
        return nextOutside();
      }
    }
    return new Token(Kind.DATA, text.substring(start, end), "", start);
  }

  private boolean isMark() {
    char character = text.charAt(at);
    if (character == '#' && text.startsWith(COMMENT_END, at)) {
      throw new ScriptError("a comment ends that has not begun", at);
    }
    if (character == '{') {
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      if (next == '%' || next == '#') {
        return true;
      }
    }
    return character == variableMark && text.startsWith(syntax.variableStart(), at);
  }
}
