package dev.callboard.catalog.rest.locations;

import dev.callboard.platform.error.PortalException;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a list that is paged by limit and offset.
 *
 * @param limit how many items at the most
 * @param offset how many items to pass over
 */
record Page(int limit, int offset) {
  /** Reads the parameters; a larger limit counts as the largest, as does none. */
  static Page of(UriInfo uri, int largest) {
    return new Page(count(uri, "limit", largest, largest), count(uri, "offset", 0, 1 << 30));
  }

  <T> Stream<T> of(List<T> items) {
    return items.stream().skip(offset).limit(limit);
  }

  private static int count(UriInfo uri, String name, int otherwise, int largest) {
    String text = Input.parameter(uri, name);
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return (int) Math.min(largest, number);
      }
    } catch (NumberFormatException e) {
      throw PortalException.input("request/query/" + name + " must be integer");
    }
    throw PortalException.input("request/query/" + name + " must be >= 0");
  }
}
