package dev.callboard.docs.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** Takes attribute lists out of the text and gives them to what they describe. */
final class AttributePass extends AbstractVisitor {
  private static final Pattern AFTER = Pattern.compile("^\\{:?[ ]*([^}\\n ][^}\\n]*)\\}");
  private static final Pattern ALONE = Pattern.compile("^[ ]*\\{:?[ ]*([^}\\n ][^}\\n]*)\\}[ ]*$");
  private static final Pattern TRAILING =
      Pattern.compile("^(.*?)[ ]+\\{:?[ ]*([^}\\n ][^}\\n]*)\\}[ ]*$", Pattern.DOTALL);

  private final List<Text> after = new ArrayList<>();

  static void run(Node document) {
    AttributePass pass = new AttributePass();
    document.accept(pass);
    pass.after.forEach(AttributePass::inline);
  }

  @Override
  public void visit(Heading heading) {
    visitChildren(heading);
    trailing(heading);
  }

  @Override
  public void visit(CustomNode node) {
    visitChildren(node);
    if (node instanceof TableCell) {
      trailing(node);
    }
  }

  @Override
  public void visit(Paragraph paragraph) {
    visitChildren(paragraph);
    if (paragraph.getLastChild() instanceof Text last
        && last.getPrevious() instanceof SoftLineBreak line) {
      Matcher match = ALONE.matcher(last.getLiteral());
      if (match.matches()) {
        line.unlink();
        last.unlink();
        after.remove(last);
        Attributes.put(paragraph, match.group(1));
      }
    }
  }

  @Override
  public void visit(Text text) {
    boolean described =
        text.getPrevious() instanceof Link
            || text.getPrevious() instanceof Image
            || text.getPrevious() instanceof Code
            || text.getPrevious() instanceof Emphasis
            || text.getPrevious() instanceof StrongEmphasis
            || text.getPrevious() instanceof Styled;
    if (described && text.getLiteral().startsWith("{")) {
      after.add(text);
    }
  }

  private static void trailing(Node node) {
    if (!(node.getLastChild() instanceof Text last)) {
      return;
    }
    Matcher match = TRAILING.matcher(last.getLiteral());
    boolean found = match.matches();
    if (!found && last.getPrevious() != null) {
      match = ALONE.matcher(last.getLiteral());
      found = match.matches() && last.getLiteral().startsWith(" ");
    }
    if (!found) {
      return;
    }
    boolean all = match.groupCount() == 1 || match.group(1).isEmpty();
    String list = match.group(match.groupCount());
    if (all) {
      last.unlink();
    } else {
      last.setLiteral(match.group(1));
    }
    Attributes.put(node, list);
  }

  private static void inline(Text text) {
    Matcher match = AFTER.matcher(text.getLiteral());
    if (text.getParent() == null || !match.find()) {
      return;
    }
    Attributes.put(text.getPrevious(), match.group(1));
    if (match.end() == text.getLiteral().length()) {
      text.unlink();
    } else {
      text.setLiteral(text.getLiteral().substring(match.end()));
    }
  }
}
