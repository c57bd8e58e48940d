package dev.callboard.docs.site;

import dev.callboard.docs.html.CleanPage;
import dev.callboard.docs.markdown.Heading;
import java.util.List;
import java.util.Map;

/**
 * A page without what surrounds it.
 *
 * @param path of its source in the site
 * @param digest of everything that it was made of
 * @param content what it says
 * @param headings in order
 * @param meta its front matter
 * @param references the files of the site that it links to
 * @param snippets what it includes, with the digests of the texts
 * @param size about how many bytes this takes
 */
record PageBody(
    String path,
    String digest,
    CleanPage content,
    List<Heading> headings,
    Map<String, Object> meta,
    List<Reference> references,
    Map<String, String> snippets,
    int size) {
  /**
   * A link to something in the site.
   *
   * @param target the path of its source, which need not be there
   * @param fragment an anchor, or empty
   * @param written as it is in the source
   */
  record Reference(String target, String fragment, String written) {}

  /** Returns the first heading of the first level, or an empty text. */
  String firstHeading() {
    return !headings.isEmpty() && headings.get(0).level() == 1 ? headings.get(0).text() : "";
  }
}
