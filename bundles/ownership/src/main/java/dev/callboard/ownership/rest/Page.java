package dev.callboard.ownership.rest;

import dev.callboard.platform.error.PortalException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which part of a list is wanted.
 *
 * @param offset how many to pass over
 * @param limit how many to return at the most
 */
record Page(int offset, int limit) {
  private static final int MOST = 500;

  static Page of(Integer offset, Integer limit) {
    int from = offset == null ? 0 : offset;
    int most = limit == null ? 100 : limit;
    if (from < 0 || most < 0 || most > MOST) {
      throw PortalException.input("offset must be 0 or more, and limit a number from 0 to " + MOST);
    }
    return new Page(from, most);
  }

  <T> Map<String, Object> of(List<T> all, Function<T, Map<String, Object>> json) {
    int from = Math.min(offset, all.size());
    int to = Math.min(all.size(), from + limit);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("totalCount", all.size());
    page.put("items", all.subList(from, to).stream().map(json).toList());
    return page;
  }
}
