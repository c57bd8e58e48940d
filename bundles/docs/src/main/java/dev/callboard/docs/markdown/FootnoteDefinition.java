package dev.callboard.docs.markdown;

import org.commonmark.node.CustomBlock;

/** A footnote. */
final class FootnoteDefinition extends CustomBlock {
  private final String label;

  FootnoteDefinition(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
