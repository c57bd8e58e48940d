package dev.callboard.audit;

import dev.callboard.platform.error.PortalException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a record stands in lists: by time, then number.
 *
 * @param ts as stored
 * @param seq its number
 */
record Position(String ts, long seq) {
  private static final int MAX_CURSOR = 200;

  /** Returns it as a text for clients, who need not understand it. */
  String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((seq + " " + ts).getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what {@link #cursor} wrote; anything else is refused. */
  static Position of(String cursor) {
    try {
      if (cursor.length() > MAX_CURSOR) {
        throw new IllegalArgumentException("too long");
      }
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int space = text.indexOf(' ');
      return new Position(
          text.substring(space + 1), Long.parseLong(text.substring(0, Math.max(0, space))));
    } catch (IllegalArgumentException e) {
      throw PortalException.input(
          "cursor must be the nextCursor of an earlier answer, or be left out for the first page");
    }
  }
}
