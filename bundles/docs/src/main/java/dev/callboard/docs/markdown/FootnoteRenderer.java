package dev.callboard.docs.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes footnotes at the end of the page, numbered as they are defined. */
final class FootnoteRenderer implements NodeRenderer {
  private final HtmlNodeRendererContext context;
  private final HtmlWriter html;
  private final Map<String, FootnoteDefinition> notes = new LinkedHashMap<>();
  private final Map<String, Integer> references = new LinkedHashMap<>();

  FootnoteRenderer(HtmlNodeRendererContext context) {
    this.context = context;
    this.html = context.getWriter();
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(FootnoteDefinition.class, FootnoteReference.class);
  }

  @Override
  public void render(Node node) {
    if (node instanceof FootnoteDefinition note) {
      notes.putIfAbsent(note.label(), note);
      return;
    }
    FootnoteReference reference = (FootnoteReference) node;
    String label = reference.label();
    if (reference.number() == 0) {
      html.text("[^" + label + "]");
      return;
    }
    int nth = references.merge(label, 1, Integer::sum);
    html.raw(
        "<sup id=\""
            + back(label, nth)
            + "\"><a class=\"footnote-ref\" href=\"#fn:"
            + Html.escape(label)
            + "\">"
            + reference.number()
            + "</a></sup>");
  }

  private static String back(String label, int nth) {
    return Html.escape((nth == 1 ? "fnref:" : "fnref" + nth + ":") + label);
  }

  @Override
  public void afterRoot(Node root) {
    if (notes.isEmpty()) {
      return;
    }
    html.raw("<div class=\"footnote\"><hr><ol>");
    int number = 0;
    for (FootnoteDefinition note : notes.values()) {
      note(note, ++number);
    }
    html.raw("</ol></div>");
  }

  private void note(FootnoteDefinition note, int number) {
    html.raw("<li id=\"fn:" + Html.escape(note.label()) + "\">");
    boolean done = false;
    for (Node node = note.getFirstChild(); node != null; node = node.getNext()) {
      if (node.getNext() == null && node instanceof Paragraph paragraph) {
        html.raw("<p>");
        for (Node part = paragraph.getFirstChild(); part != null; part = part.getNext()) {
          context.render(part);
        }
        links(note.label(), number);
        html.raw("</p>");
        done = true;
      } else {
        context.render(node);
      }
    }
    if (!done) {
      links(note.label(), number);
    }
    html.raw("</li>");
  }

  /** One way back for each place that refers to the footnote. */
  private void links(String label, int number) {
    for (int nth = 1; nth <= Math.max(1, references.getOrDefault(label, 0)); nth++) {
      html.raw(
          "&nbsp;<a class=\"footnote-backref\" href=\"#"
              + back(label, nth)
              + "\" title=\"Jump back to footnote "
              + number
              + " in the text\">&#8617;</a>");
    }
  }
}
