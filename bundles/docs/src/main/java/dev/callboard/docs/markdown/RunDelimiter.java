package dev.callboard.docs.markdown;

import org.commonmark.node.Node;
import org.commonmark.node.Nodes;
import org.commonmark.node.Text;
import org.commonmark.parser.delimiter.DelimiterProcessor;
import org.commonmark.parser.delimiter.DelimiterRun;

/** Wraps text between one or two of a character, such as {@code ~sub~} and {@code ~~del~~}. */
final class RunDelimiter implements DelimiterProcessor {
  private final char mark;
  private final String single;
  private final String twice;

  /**
   * Wraps in elements.
   *
   * @param mark the character
   * @param single the element for one, or null
   * @param twice the element for two
   */
  RunDelimiter(char mark, String single, String twice) {
    this.mark = mark;
    this.single = single;
    this.twice = twice;
  }

  @Override
  public char getOpeningCharacter() {
    return mark;
  }

  @Override
  public char getClosingCharacter() {
    return mark;
  }

  @Override
  public int getMinLength() {
    return single == null ? 2 : 1;
  }

  @Override
  public int process(DelimiterRun opening, DelimiterRun closing) {
    int length = Math.min(opening.length(), closing.length());
    if (length >= 2) {
      wrap(opening.getOpener(), closing.getCloser(), twice);
      return 2;
    }
    if (single == null
        || opening.length() != 1
        || closing.length() != 1
        || hasSpace(opening.getOpener(), closing.getCloser())) {
      return 0;
    }
    wrap(opening.getOpener(), closing.getCloser(), single);
    return 1;
  }

  /** One character stands for a short thing, {@code H~2~O}; "~5 to ~10" holds none. */
  private static boolean hasSpace(Text opener, Text closer) {
    for (Node node : Nodes.between(opener, closer)) {
      if (!(node instanceof Text text) || text.getLiteral().chars().anyMatch(c -> c == ' ')) {
        return true;
      }
    }
    return false;
  }

  private static void wrap(Text opener, Text closer, String tag) {
    Styled styled = new Styled(tag);
    for (Node node : Nodes.between(opener, closer)) {
      styled.appendChild(node);
    }
    opener.insertAfter(styled);
  }
}
