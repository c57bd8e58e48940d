package dev.callboard.docs.html;

import java.util.List;
import java.util.Set;

/**
 * The content of a page, safe to show.
 *
 * @param html made of allowed elements and attributes only
 * @param sections what its headings are about, the first one being what stands before them
 * @param links the addresses of its links, as written into the page
 * @param images the addresses of its images
 * @param anchors all ids of the page
 */
public record CleanPage(
    String html,
    List<Section> sections,
    List<String> links,
    List<String> images,
    Set<String> anchors) {
  /**
   * A part of a page.
   *
   * @param id the anchor of its heading, empty for the start of the page
   * @param title its heading
   * @param text its words
   */
  public record Section(String id, String title, String text) {}
}
