package dev.callboard.scaffolder.template.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the end of a raw block, and passes over raw blocks inside of it. */
final class RawText {
  private RawText() {}

  /**
   * The text up to the end mark, behind which reading goes on. Without an end mark nothing is
   * taken, so that what follows is read as usual, as the reference does it.
   */
  static String read(Lexer lexer, String name) {
    Pattern marks = Pattern.compile("\\{%\\s*(end)?" + name + "\\s*%}");
    Matcher matcher = marks.matcher(lexer.text());
    int start = lexer.position();
    int end = start;
    int level = 1;
    while (matcher.find(end)) {
      level += matcher.group(1) == null ? 1 : -1;
      end = matcher.end();
      if (level == 0) {
        lexer.position(end);
        return lexer.text().substring(start, matcher.start());
      }
    }
    lexer.position(end);
    return lexer.text().substring(start, end);
  }
}
