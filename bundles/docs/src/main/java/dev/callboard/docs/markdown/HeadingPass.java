package dev.callboard.docs.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Gives each heading its anchor. */
final class HeadingPass extends AbstractVisitor {
  private final List<org.commonmark.node.Heading> nodes = new ArrayList<>();

  static List<Heading> run(Node document) {
    HeadingPass pass = new HeadingPass();
    document.accept(pass);
    Slugs slugs = new Slugs();
    pass.nodes.forEach(
        node -> {
          String own = Attributes.of(node).get("id");
          if (own != null) {
            slugs.reserve(own);
          }
        });
    List<Heading> headings = new ArrayList<>();
    for (org.commonmark.node.Heading node : pass.nodes) {
      String text = text(node);
      String own = Attributes.of(node).get("id");
      String id = own != null ? own : slugs.of(text);
      if (own == null) {
        Attributes.put(node, "#" + id);
      }
      headings.add(new Heading(node.getLevel(), id, text));
    }
    return headings;
  }

  @Override
  public void visit(org.commonmark.node.Heading heading) {
    nodes.add(heading);
  }

  static String text(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(new Words(text));
    return text.toString().strip().replaceAll("\\s+", " ");
  }

  /** Collects the words of a node. */
  private static final class Words extends AbstractVisitor {
    private final StringBuilder text;

    Words(StringBuilder text) {
      this.text = text;
    }

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(HtmlInline node) {
      text.append(node.getLiteral().replaceAll("<[^>]*>", ""));
    }

    @Override
    public void visit(CustomNode node) {
      if (node instanceof FootnoteReference reference && reference.number() > 0) {
        text.append(reference.number());
      }
      visitChildren(node);
    }

    @Override
    public void visit(Image node) {
      // a picture says nothing in an anchor
    }

    @Override
    public void visit(SoftLineBreak node) {
      text.append(' ');
    }

    @Override
    public void visit(HardLineBreak node) {
      text.append(' ');
    }
  }
}
