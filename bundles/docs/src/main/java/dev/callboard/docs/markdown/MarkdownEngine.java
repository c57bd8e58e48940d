package dev.callboard.docs.markdown;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Turns Markdown into HTML. The HTML holds whatever the author wrote: it has to be cleaned.
 * Thread-safe; a page takes time in proportion to its length.
 */
public final class MarkdownEngine {
  static final int NESTING = 40;

  private final Parser parser;
  private final HtmlRenderer renderer;
  private final Emoji emoji = Emoji.load();

  /** Makes an engine for the pages of a site. */
  public MarkdownEngine(MarkdownOptions options) {
    requireNonNull(options, "options is null");
    Parser.Builder builder =
        Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(NESTING)
            .maxInlineNesting(NESTING)
            .customBlockParserFactory(new IndentedBlocks())
            .customBlockParserFactory(new FencedBlocks())
            .customBlockParserFactory(new FootnoteBlocks())
            .linkProcessor(new FootnoteMarks())
            .customBlockParserFactory(new HtmlContainers())
            .customDelimiterProcessor(new RunDelimiter('^', "sup", "ins"))
            .customDelimiterProcessor(new RunDelimiter('~', "sub", "del"))
            .customDelimiterProcessor(new RunDelimiter('=', null, "mark"))
            .customInlineContentParserFactory(new CriticMarks());
    if (options.math()) {
      builder.customInlineContentParserFactory(new MathMarks());
    }
    if (options.keys()) {
      builder.customInlineContentParserFactory(new KeyMarks());
    }
    parser = builder.build();
    renderer =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .nodeRendererFactory(DialectRenderer::new)
            .nodeRendererFactory(FootnoteRenderer::new)
            .nodeRendererFactory(
                context -> new CodeRenderer(context.getWriter(), options.lineNumbers()))
            .attributeProviderFactory(
                context -> (node, tag, attributes) -> attributes.putAll(Attributes.of(node)))
            .build();
  }

  /**
   * Renders a page.
   *
   * @param source the file
   * @param files what it may include
   * @param targets where its links lead to
   * @param diagrams draws its diagrams
   */
  public RenderedMarkdown render(
      String source, SnippetFiles files, LinkTargets targets, Diagrams diagrams) {
    FrontMatter front = FrontMatter.of(normal(source));
    List<String> lines = new Snippets(files).expand(lines(front.body()));
    Preparation prepared = Preparation.of(lines);
    Node document = parser.parse(prepared.text());
    AttributePass.run(document);
    BlockPass.run(document);
    new TextPass(emoji, prepared.abbreviations()).run(document);
    FootnotePass.run(document);
    List<DrawnDiagram> drawn = DiagramPass.run(document, diagrams);
    List<Heading> headings = HeadingPass.run(document);
    TocMarker.run(document, headings);
    document.accept(new LinkPass(targets));
    return new RenderedMarkdown(
        renderer.render(document), List.copyOf(headings), Map.copyOf(front.meta()), drawn);
  }

  private static String normal(String source) {
    String text = source.startsWith("\uFEFF") ? source.substring(1) : source;
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** As Python-Markdown does it: tabs become spaces, in code too, and blank lines are empty. */
  private static List<String> lines(String body) {
    List<String> lines = new ArrayList<>();
    for (String line : body.split("\n", -1)) {
      lines.add(line.isBlank() ? "" : line.indexOf('\t') < 0 ? line : expanded(line));
    }
    return lines;
  }

  private static String expanded(String line) {
    StringBuilder text = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\t') {
        text.append("    ", 0, 4 - text.length() % 4);
      } else {
        text.append(line.charAt(i));
      }
    }
    return text.toString();
  }
}
