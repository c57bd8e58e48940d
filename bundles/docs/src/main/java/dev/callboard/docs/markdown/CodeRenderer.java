package dev.callboard.docs.markdown;

import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes blocks of code, formulas, and diagrams: drawings, or sources that the browser draws. */
final class CodeRenderer implements NodeRenderer {
  private static final Set<String> DIAGRAMS =
      Set.of("mermaid", "graphviz", "dot", "plantuml", "puml", "uml");

  private final HtmlWriter html;
  private final boolean lineNumbers;

  CodeRenderer(HtmlWriter html, boolean lineNumbers) {
    this.html = html;
    this.lineNumbers = lineNumbers;
  }

  static boolean isDiagram(String language) {
    return DIAGRAMS.contains(language);
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(FencedCodeBlock.class, IndentedCodeBlock.class, DrawnBlock.class);
  }

  @Override
  public void render(Node node) {
    html.line();
    if (node instanceof DrawnBlock drawn) {
      html.raw(drawn.html());
      html.line();
      return;
    }
    if (node instanceof IndentedCodeBlock indented) {
      code(FenceInfo.of(""), indented.getLiteral());
      return;
    }
    FencedCodeBlock fenced = (FencedCodeBlock) node;
    FenceInfo info = FenceInfo.of(fenced.getInfo());
    if (isDiagram(info.language())) {
      diagram(info.language(), fenced.getLiteral());
      return;
    }
    if (info.language().equals("math")) {
      html.raw("<div class=\"arithmatex\">\\[" + Html.escape(fenced.getLiteral()) + "\\]</div>");
      return;
    }
    code(info, fenced.getLiteral());
  }

  private void diagram(String language, String source) {
    String name =
        language.equals("dot") ? "graphviz" : language.endsWith("uml") ? "plantuml" : language;
    html.raw("<pre class=\"" + name + "\"><code>" + Html.escape(source) + "</code></pre>");
  }

  private void code(FenceInfo info, String literal) {
    String language = info.language().isEmpty() ? "text" : Html.escape(info.language());
    String title = info.attributes().get("title");
    html.raw("<div class=\"language-" + language + " highlight\">");
    if (title != null) {
      html.raw("<span class=\"filename\">" + Html.escape(title) + "</span>");
    }
    html.raw("<pre><code class=\"language-" + language + "\">");
    int number = info.firstNumber(lineNumbers);
    if (number == 0 && info.highlighted().isEmpty()) {
      html.raw(Html.escape(literal));
    } else {
      lines(info, literal, number);
    }
    html.raw("</code></pre></div>");
    html.line();
  }

  private void lines(FenceInfo info, String literal, int first) {
    String[] lines = literal.split("\n", -1);
    int count = literal.endsWith("\n") ? lines.length - 1 : lines.length;
    for (int i = 0; i < count; i++) {
      boolean stressed = info.highlighted().contains(i + 1);
      html.raw(stressed ? "<span class=\"hll\">" : "");
      if (first > 0) {
        html.raw("<span class=\"linenos\" data-linenos=\"" + (first + i) + " \"></span>");
      }
      html.raw(Html.escape(lines[i]) + (stressed ? "</span>\n" : "\n"));
    }
  }
}
