package dev.callboard.docs.markdown;

import org.commonmark.node.CustomBlock;

/** An element whose content is Markdown, {@code <div markdown>}. */
final class HtmlContainer extends CustomBlock {
  private final String tag;
  private final String start;

  HtmlContainer(String tag, String start) {
    this.tag = tag;
    this.start = start;
  }

  String tag() {
    return tag;
  }

  /** The start tag as it is written. */
  String start() {
    return start;
  }
}
