package dev.callboard.docs.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Groups neighbouring blocks, and finds alerts and tasks. */
final class BlockPass extends AbstractVisitor {
  private static final Pattern TASK = Pattern.compile("^\\[([ xX])\\][ \\t]+");
  private static final Pattern ALERT =
      Pattern.compile(
          "^\\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\\]\\s*$", Pattern.CASE_INSENSITIVE);
  private static final Set<String> WARNS = Set.of("caution");

  private final List<Node> grouped = new ArrayList<>();
  private final List<BlockQuote> quotes = new ArrayList<>();

  static void run(Node document) {
    BlockPass pass = new BlockPass();
    document.accept(pass);
    pass.quotes.forEach(BlockPass::alert);
    pass.grouped.forEach(BlockPass::group);
  }

  @Override
  public void visit(BlockQuote quote) {
    visitChildren(quote);
    quotes.add(quote);
  }

  @Override
  public void visit(CustomBlock block) {
    visitChildren(block);
    if (block instanceof Tab
        || block instanceof Grouped group && group.kind() == Grouped.Kind.DEFINITION) {
      grouped.add(block);
    }
  }

  @Override
  public void visit(ListItem item) {
    visitChildren(item);
    if (!(item.getFirstChild() instanceof Paragraph paragraph)
        || !(paragraph.getFirstChild() instanceof Text text)) {
      return;
    }
    Matcher task = TASK.matcher(text.getLiteral());
    if (task.find()) {
      HtmlInline box = new HtmlInline();
      box.setLiteral(
          "<label class=\"task-list-control\"><input type=\"checkbox\" disabled"
              + (task.group(1).isBlank() ? "" : " checked")
              + "><span class=\"task-list-indicator\"></span></label> ");
      text.insertBefore(box);
      text.setLiteral(text.getLiteral().substring(task.end()));
      Attributes.put(item, ".task-list-item");
    }
  }

  private static void alert(BlockQuote quote) {
    if (!(quote.getFirstChild() instanceof Paragraph paragraph)
        || !(paragraph.getFirstChild() instanceof Text text)) {
      return;
    }
    Matcher alert = ALERT.matcher(text.getLiteral());
    if (!alert.matches()) {
      return;
    }
    if (text.getNext() instanceof SoftLineBreak line) {
      line.unlink();
    }
    text.unlink();
    if (paragraph.getFirstChild() == null) {
      paragraph.unlink();
    }
    String type = alert.group(1).toLowerCase(Locale.ROOT);
    Admonition block =
        new Admonition(WARNS.contains(type) ? "danger" : type, title(type), false, false);
    adopt(block, quote.getFirstChild());
    quote.insertBefore(block);
    quote.unlink();
  }

  private static String title(String type) {
    return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
  }

  private static void adopt(Node parent, Node first) {
    Node node = first;
    while (node != null) {
      Node next = node.getNext();
      parent.appendChild(node);
      node = next;
    }
  }

  private static void group(Node node) {
    if (node.getParent() instanceof Grouped) {
      return;
    }
    if (node instanceof Tab) {
      Grouped set = new Grouped(Grouped.Kind.TABS);
      node.insertBefore(set);
      take(set, node, true);
      return;
    }
    Grouped list = new Grouped(Grouped.Kind.DEFINITIONS);
    node.insertBefore(list);
    if (list.getPrevious() instanceof Grouped before && before.kind() == Grouped.Kind.DEFINITIONS) {
      list.unlink();
      list = before;
    } else if (list.getPrevious() instanceof Paragraph terms) {
      joinOrStart(list, terms);
    }
    Grouped target = list.getParent() == null ? (Grouped) node.getPrevious() : list;
    Node next = node;
    while (next instanceof Grouped group && group.kind() == Grouped.Kind.DEFINITION) {
      Node after = next.getNext();
      target.appendChild(next);
      next = after;
    }
  }

  /** The terms of a second definition continue the list of the first. */
  private static void joinOrStart(Grouped list, Paragraph terms) {
    Grouped target = list;
    if (terms.getPrevious() instanceof Grouped before
        && before.kind() == Grouped.Kind.DEFINITIONS) {
      target = before;
      list.unlink();
    }
    Grouped term = new Grouped(Grouped.Kind.TERM);
    target.appendChild(term);
    Node node = terms.getFirstChild();
    while (node != null) {
      Node next = node.getNext();
      if (node instanceof SoftLineBreak) {
        term = new Grouped(Grouped.Kind.TERM);
        target.appendChild(term);
      } else {
        term.appendChild(node);
      }
      node = next;
    }
    terms.unlink();
  }

  private static void take(Grouped set, Node first, boolean start) {
    Node node = first;
    boolean own = start;
    while (node instanceof Tab tab && (own || !tab.startsSet())) {
      Node next = node.getNext();
      set.appendChild(node);
      node = next;
      own = false;
    }
  }
}
