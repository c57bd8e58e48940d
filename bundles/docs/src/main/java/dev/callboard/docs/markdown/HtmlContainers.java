package dev.callboard.docs.markdown;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/** Starts elements that say that they hold Markdown, {@code <div class="grid" markdown>}. */
final class HtmlContainers extends AbstractBlockParserFactory {
  private static final Pattern START =
      Pattern.compile(
          "^<(div|section|article|aside|details|figure|figcaption|center|blockquote|main|header|footer|nav|span|p|summary)"
              + "((?:\\s[^<>]*)?\\smarkdown(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\\s<>\"']+))?(?:\\s[^<>]*)?)>\\s*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FLAG =
      Pattern.compile(
          "\\smarkdown(?:=(?:\"[^\"]*\"|'[^']*'|[^\\s\"']+))?", Pattern.CASE_INSENSITIVE);

  @Override
  public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
    CharSequence line = state.getLine().getContent();
    int from = state.getNextNonSpaceIndex();
    if (state.getIndent() >= IndentedParser.INDENT
        || from >= line.length()
        || line.charAt(from) != '<') {
      return BlockStart.none();
    }
    Matcher start = START.matcher(line.subSequence(from, line.length()));
    if (!start.matches()) {
      return BlockStart.none();
    }
    String tag = start.group(1).toLowerCase(Locale.ROOT);
    String attributes = FLAG.matcher(start.group(2)).replaceFirst("");
    HtmlContainer block = new HtmlContainer(tag, "<" + tag + attributes + ">");
    return BlockStart.of(new Container(block)).atIndex(line.length());
  }

  /** Goes on until the end tag of its element. */
  private static final class Container extends AbstractBlockParser {
    private final HtmlContainer block;
    private final Pattern tags;
    private int depth = 1;

    Container(HtmlContainer block) {
      this.block = block;
      this.tags = Pattern.compile("<(/?)" + block.tag() + "\\b", Pattern.CASE_INSENSITIVE);
    }

    @Override
    public boolean isContainer() {
      return true;
    }

    @Override
    public boolean canContain(Block child) {
      return true;
    }

    @Override
    public Block getBlock() {
      return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
      CharSequence line = state.getLine().getContent();
      Matcher tag = tags.matcher(line);
      while (tag.find()) {
        depth += tag.group(1).isEmpty() ? 1 : -1;
        if (depth == 0) {
          return BlockContinue.finished();
        }
      }
      return BlockContinue.atIndex(state.getIndex());
    }
  }
}
