package dev.callboard.docs.markdown;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;

/** Makes the links of a page lead to where the pages of the site are. */
final class LinkPass extends AbstractVisitor {
  private final LinkTargets targets;

  LinkPass(LinkTargets targets) {
    this.targets = targets;
  }

  @Override
  public void visit(Link link) {
    link.setDestination(targets.resolve(link.getDestination()));
    visitChildren(link);
  }

  @Override
  public void visit(Image image) {
    image.setDestination(targets.resolve(image.getDestination()));
    visitChildren(image);
  }
}
