package dev.callboard.docs.markdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;

/** Numbers footnotes in the order in which they are defined. */
final class FootnotePass extends AbstractVisitor {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<FootnoteReference> references = new ArrayList<>();

  static void run(Node document) {
    FootnotePass pass = new FootnotePass();
    document.accept(pass);
    for (FootnoteReference reference : pass.references) {
      reference.number(pass.numbers.getOrDefault(reference.label(), 0));
    }
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof FootnoteDefinition note) {
      numbers.putIfAbsent(note.label(), numbers.size() + 1);
    }
    visitChildren(block);
  }

  @Override
  public void visit(CustomNode node) {
    if (node instanceof FootnoteReference reference) {
      references.add(reference);
    }
    visitChildren(node);
  }
}
