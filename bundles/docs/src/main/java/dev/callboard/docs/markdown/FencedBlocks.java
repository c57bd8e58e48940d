package dev.callboard.docs.markdown;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/** Starts blocks between lines of slashes, {@code /// note | Title}. */
final class FencedBlocks extends AbstractBlockParserFactory {
  private static final Pattern START =
      Pattern.compile("^(/{3,}) *([A-Za-z][\\w-]*)(?: *\\|(.*))?\\s*$");
  private static final Set<String> TYPES =
      Set.of(
          "note",
          "attention",
          "caution",
          "danger",
          "error",
          "tip",
          "hint",
          "warning",
          "info",
          "success",
          "question",
          "failure",
          "bug",
          "example",
          "quote",
          "abstract",
          "important");

  @Override
  public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
    CharSequence line = state.getLine().getContent();
    int from = state.getNextNonSpaceIndex();
    if (state.getIndent() >= IndentedParser.INDENT
        || from >= line.length()
        || line.charAt(from) != '/') {
      return BlockStart.none();
    }
    Matcher start = START.matcher(line.subSequence(from, line.length()));
    if (!start.matches()) {
      return BlockStart.none();
    }
    Block block = block(start.group(2).toLowerCase(Locale.ROOT), start.group(3));
    return block == null
        ? BlockStart.none()
        : BlockStart.of(new Fenced(block, start.group(1).length())).atIndex(line.length());
  }

  private static Block block(String name, String rest) {
    String title = rest == null || rest.isBlank() ? null : rest.strip();
    if (name.equals("tab") && title != null) {
      return new Tab(title, false, false);
    }
    if (name.equals("details")) {
      return new Admonition("", title, true, false);
    }
    return name.equals("admonition") || TYPES.contains(name)
        ? new Admonition(name.equals("admonition") ? "" : name, title, false, false)
        : null;
  }

  /** Goes on until a line of as many slashes. */
  private static final class Fenced extends AbstractBlockParser {
    private final Block block;
    private final int slashes;

    Fenced(Block block, int slashes) {
      this.block = block;
      this.slashes = slashes;
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
      String rest = line.subSequence(state.getNextNonSpaceIndex(), line.length()).toString();
      return rest.strip().equals("/".repeat(slashes))
          ? BlockContinue.finished()
          : BlockContinue.atIndex(state.getIndex());
    }
  }
}
