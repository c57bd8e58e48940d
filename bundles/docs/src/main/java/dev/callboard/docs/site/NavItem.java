package dev.callboard.docs.site;

import java.util.List;

/** An entry of the navigation. */
sealed interface NavItem {
  /**
   * A page.
   *
   * @param title as it is written in the configuration, or null for the page's own
   * @param path of its source
   */
  record Page(String title, String path) implements NavItem {}

  /**
   * Entries below a title.
   *
   * @param title the title
   * @param items what is below
   */
  record Section(String title, List<NavItem> items) implements NavItem {}

  /**
   * A link to somewhere else.
   *
   * @param title what it says, or null for its address
   * @param url where it leads to
   */
  record Link(String title, String url) implements NavItem {}
}
