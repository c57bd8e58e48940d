package dev.callboard.docs.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/** Starts call-outs, folding call-outs, tabs and definitions. */
final class IndentedBlocks extends AbstractBlockParserFactory {
  private static final Pattern ADMONITION =
      Pattern.compile("^!!! ?([\\w-]+(?: +[\\w-]+)*)?(?: *\"(.*)\")?\\s*$");
  private static final Pattern DETAILS =
      Pattern.compile("^\\?{3}(\\+)? ?([\\w-]+(?: +[\\w-]+)*)?(?: *\"(.*)\")?\\s*$");
  private static final Pattern TAB = Pattern.compile("^={3}([+!]{0,2}) +\"(.*)\"\\s*$");

  @Override
  public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
    if (state.getIndent() >= IndentedParser.INDENT) {
      return BlockStart.none();
    }
    CharSequence line = state.getLine().getContent();
    int from = state.getNextNonSpaceIndex();
    if (from >= line.length()) {
      return BlockStart.none();
    }
    char first = line.charAt(from);
    if (first == ':') {
      return definition(line, from, state, matched);
    }
    Block block =
        first == '!' || first == '?' || first == '='
            ? block(first, line.subSequence(from, line.length()))
            : null;
    return block == null
        ? BlockStart.none()
        : BlockStart.of(new IndentedParser(block)).atIndex(line.length());
  }

  private static Block block(char first, CharSequence text) {
    if (first == '!') {
      Matcher match = ADMONITION.matcher(text);
      return match.matches() && (match.group(1) != null || match.group(2) != null)
          ? new Admonition(type(match.group(1)), match.group(2), false, false)
          : null;
    }
    if (first == '?') {
      Matcher match = DETAILS.matcher(text);
      return match.matches() && (match.group(2) != null || match.group(3) != null)
          ? new Admonition(type(match.group(2)), match.group(3), true, match.group(1) != null)
          : null;
    }
    Matcher match = TAB.matcher(text);
    return match.matches()
        ? new Tab(match.group(2), match.group(1).contains("!"), match.group(1).contains("+"))
        : null;
  }

  private static String type(String text) {
    return text == null ? "" : text.toLowerCase(java.util.Locale.ROOT);
  }

  private static BlockStart definition(
      CharSequence line, int from, ParserState state, MatchedBlockParser matched) {
    boolean spaced = from + 1 < line.length() && line.charAt(from + 1) == ' ';
    boolean afterTerm =
        !matched.getParagraphLines().isEmpty()
            || follows(matched.getMatchedBlockParser().getBlock().getLastChild());
    if (!spaced || !afterTerm) {
      return BlockStart.none();
    }
    return BlockStart.of(new IndentedParser(new Grouped(Grouped.Kind.DEFINITION)))
        .atIndex(from + 2);
  }

  private static boolean follows(Node last) {
    return last instanceof Paragraph
        || last instanceof Grouped group && group.kind() == Grouped.Kind.DEFINITION;
  }
}
