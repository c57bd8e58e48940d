package dev.callboard.docs.markdown;

import org.commonmark.node.CustomBlock;

/** A block of HTML of ours in the place of a diagram's source. */
final class DrawnBlock extends CustomBlock {
  private final String html;

  DrawnBlock(String html) {
    this.html = html;
  }

  String html() {
    return html;
  }
}
