package dev.callboard.scorecards.rest;

import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Map;

/**
 * Which part of a list is wanted.
 *
 * @param offset how many to pass over
 * @param limit how many to return at the most
 */
record Page(int offset, int limit) {
  private static final int MOST = 1000;

  static Page of(Integer offset, Integer limit) {
    int from = offset == null ? 0 : offset;
    int most = limit == null ? 100 : limit;
    if (from < 0 || most < 0 || most > MOST) {
      throw PortalException.input("offset must be 0 or more, and limit a number from 0 to " + MOST);
    }
    return new Page(from, most);
  }

  boolean contains(int index) {
    return index >= offset && index < offset + limit;
  }

  static Map<String, Object> json(int total, List<?> items) {
    Map<String, Object> json = new java.util.LinkedHashMap<>();
    json.put("totalCount", total);
    json.put("items", items);
    return json;
  }
}
