package dev.callboard.search.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** A page as text: its number in base 64, as Backstage has it. */
final class PageCursor {
  private PageCursor() {}

  /** Returns the text of a page. */
  static String of(int page) {
    return Base64.getEncoder().encodeToString(Integer.toString(page).getBytes(UTF_8));
  }

  /** Returns the page of a text; the first one for what is none, as Backstage does. */
  static int page(String text) {
    if (text == null || text.isEmpty()) {
      return 0;
    }
    try {
      return Math.max(0, Integer.parseInt(new String(Base64.getDecoder().decode(text), UTF_8)));
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }
}
