package dev.callboard.http.gateway;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Header fields that more than one part of the server sets. */
public final class Headers {
  private static final String VARY = "Vary";
  private static final String ACCEPT_ENCODING = "Accept-Encoding";

  private Headers() {}

  /** Tells caches that the answer depends on the encodings asked for, unless that was told. */
  public static void varyByEncoding(HttpServletResponse response) {
    varyBy(response, ACCEPT_ENCODING);
  }

  /**
   * Tells caches that the answer depends on headers of the request; in one header for all.
   *
   * @param headers their names, separated by commas
   */
  static void varyBy(HttpServletResponse response, String headers) {
    Collection<String> before = response.getHeaders(VARY);
    if (before.isEmpty()) {
      response.setHeader(VARY, headers);
      return;
    }
    if (before.size() == 1 && before.contains(headers)) {
      return;
    }
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    StringBuilder all = new StringBuilder();
    for (String value : before) {
      add(all, value, names);
    }
    add(all, headers, names);
    response.setHeader(VARY, all.toString());
  }

  private static void add(StringBuilder all, String value, Set<String> names) {
    for (String each : value.split(",")) {
      String name = each.strip();
      if (names.add(name)) {
        all.append(all.isEmpty() ? "" : ", ").append(name);
      }
    }
  }
}
