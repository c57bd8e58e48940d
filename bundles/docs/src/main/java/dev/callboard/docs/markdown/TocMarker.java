package dev.callboard.docs.markdown;

import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/** Puts a table of contents where a paragraph is {@code [TOC]}. */
final class TocMarker extends AbstractVisitor {
  private Paragraph marker;

  static void run(Node document, List<Heading> headings) {
    TocMarker found = new TocMarker();
    document.accept(found);
    if (found.marker != null) {
      HtmlBlock toc = new HtmlBlock();
      toc.setLiteral(html(headings));
      found.marker.insertBefore(toc);
      found.marker.unlink();
    }
  }

  @Override
  public void visit(Paragraph paragraph) {
    if (marker == null
        && paragraph.getFirstChild() instanceof Text text
        && text.getNext() == null
        && text.getLiteral().strip().equals("[TOC]")) {
      marker = paragraph;
    }
  }

  private static String html(List<Heading> headings) {
    StringBuilder html = new StringBuilder("<div class=\"toc\"><ul>");
    for (Heading heading : headings) {
      html.append("<li class=\"toc-")
          .append(heading.level())
          .append("\"><a href=\"#")
          .append(Html.escape(heading.id()))
          .append("\">")
          .append(Html.escape(heading.text()))
          .append("</a></li>");
    }
    return html.append("</ul></div>").toString();
  }
}
