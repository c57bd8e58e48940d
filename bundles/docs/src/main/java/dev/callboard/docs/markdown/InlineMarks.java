package dev.callboard.docs.markdown;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlInline;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Reads what stands between an opening and a closing text on one line, and is not parsed further.
 */
abstract class InlineMarks implements InlineContentParserFactory, InlineContentParser {
  private static final int MOST = 2000;

  private final char first;

  InlineMarks(char first) {
    this.first = first;
  }

  @Override
  public Set<Character> getTriggerCharacters() {
    return Set.of(first);
  }

  @Override
  public InlineContentParser create() {
    return this;
  }

  /** Returns the pattern that has to match from the first character on. */
  abstract Pattern pattern();

  /** Returns the HTML for a match, or null for none. */
  abstract String html(Matcher match);

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    Position start = scanner.position();
    int before = scanner.peekPreviousCodePoint();
    StringBuilder line = new StringBuilder();
    while (scanner.hasNext() && scanner.peek() != '\n' && line.length() < MOST) {
      line.append(scanner.peek());
      scanner.next();
    }
    scanner.setPosition(start);
    Matcher match = pattern().matcher(line);
    String html = before == first || !match.lookingAt() ? null : html(match);
    if (html == null) {
      return ParsedInline.none();
    }
    for (int i = 0; i < match.end(); i++) {
      scanner.next();
    }
    HtmlInline node = new HtmlInline();
    node.setLiteral(html);
    return ParsedInline.of(node, scanner.position());
  }
}
