package dev.callboard.docs.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/** Starts footnotes, {@code [^label]: text}. */
final class FootnoteBlocks extends AbstractBlockParserFactory {
  private static final Pattern START = Pattern.compile("^\\[\\^([^\\]\\s]{1,80})\\]:[ ]?");

  @Override
  public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
    CharSequence line = state.getLine().getContent();
    int from = state.getNextNonSpaceIndex();
    if (state.getIndent() >= IndentedParser.INDENT
        || from >= line.length()
        || line.charAt(from) != '[') {
      return BlockStart.none();
    }
    Matcher start = START.matcher(line.subSequence(from, line.length()));
    return start.find()
        ? BlockStart.of(new IndentedParser(new FootnoteDefinition(start.group(1))))
            .atIndex(from + start.end())
        : BlockStart.none();
  }
}
