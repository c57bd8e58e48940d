package dev.callboard.docs.markdown;

import org.commonmark.node.CustomBlock;

/** One tab, {@code === "Title"}; neighbours make a set. */
final class Tab extends CustomBlock {
  private final String title;
  private final boolean startsSet;
  private final boolean selected;

  Tab(String title, boolean startsSet, boolean selected) {
    this.title = title;
    this.startsSet = startsSet;
    this.selected = selected;
  }

  String title() {
    return title;
  }

  boolean startsSet() {
    return startsSet;
  }

  boolean selected() {
    return selected;
  }
}
