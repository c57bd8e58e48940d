package dev.callboard.docs.markdown;

import org.commonmark.node.CustomNode;

/** Text in an element such as {@code mark}. */
final class Styled extends CustomNode {
  private final String tag;

  Styled(String tag) {
    this.tag = tag;
  }

  String tag() {
    return tag;
  }
}
