package dev.callboard.docs.markdown;

import org.commonmark.node.CustomBlock;

/** Blocks that belong together and are told apart by what they are. */
final class Grouped extends CustomBlock {
  /** What is grouped. */
  enum Kind {
    /** A set of tabs. */
    TABS,
    /** A list of definitions. */
    DEFINITIONS,
    /** What is defined. */
    TERM,
    /** What it means. */
    DEFINITION
  }

  private final Kind kind;

  Grouped(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
