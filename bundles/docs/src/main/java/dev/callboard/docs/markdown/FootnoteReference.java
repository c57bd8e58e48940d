package dev.callboard.docs.markdown;

import org.commonmark.node.CustomNode;

/** Where a footnote belongs to. */
final class FootnoteReference extends CustomNode {
  private final String label;
  private int number;

  FootnoteReference(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** The number that stands in the text, 0 when there is no such footnote. */
  int number() {
    return number;
  }

  void number(int value) {
    number = value;
  }
}
