package dev.callboard.docs.markdown;

import org.commonmark.node.CustomBlock;

/** A call-out, {@code !!! note "Title"}, or one that folds, {@code ??? note}. */
final class Admonition extends CustomBlock {
  private final String type;
  private final String title;
  private final boolean folds;
  private final boolean open;

  Admonition(String type, String title, boolean folds, boolean open) {
    this.type = type;
    this.title = title;
    this.folds = folds;
    this.open = open;
  }

  /** The CSS classes; the first one is the type. */
  String type() {
    return type;
  }

  /** Its title: null when the type says it, empty for none. */
  String title() {
    return title;
  }

  boolean folds() {
    return folds;
  }

  boolean open() {
    return open;
  }
}
