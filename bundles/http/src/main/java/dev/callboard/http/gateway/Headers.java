package dev.callboard.http.gateway;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    List<String> ordered = new ArrayList<>(response.getHeaders(VARY));
    ordered.add(headers);
    String all =
        ordered.stream()
            .flatMap(value -> Arrays.stream(value.split(",")))
            .map(String::strip)
            .filter(names::add)
            .collect(Collectors.joining(", "));
    response.setHeader(VARY, all);
  }
}
