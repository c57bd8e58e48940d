package dev.callboard.docs.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The style sheet that comes with each site. Immutable.
 *
 * @param path where it is in the site; readers of TechDocs wait for a name of this form
 * @param css its content
 */
record Theme(String path, byte[] css) {
  private static final int DIGITS = 8;

  static Theme load() {
    try (InputStream in = Theme.class.getResourceAsStream("theme.css")) {
      byte[] css = in.readAllBytes();
      String name = "main." + Digests.of(css).substring(0, DIGITS) + ".min.css";
      return new Theme("assets/stylesheets/" + name, css);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
