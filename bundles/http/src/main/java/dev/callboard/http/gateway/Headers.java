package dev.callboard.http.gateway;

import jakarta.servlet.http.HttpServletResponse;

/** Header fields that more than one part of the server sets. */
public final class Headers {
  private static final String ACCEPT_ENCODING = "Accept-Encoding";

  private Headers() {}

  /** Tells caches that the answer depends on the encodings asked for, unless that was told. */
  public static void varyByEncoding(HttpServletResponse response) {
    for (String value : response.getHeaders("Vary")) {
      if (value.contains(ACCEPT_ENCODING)) {
        return;
      }
    }
    response.addHeader("Vary", ACCEPT_ENCODING);
  }
}
