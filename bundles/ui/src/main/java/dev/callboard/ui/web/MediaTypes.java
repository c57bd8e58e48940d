package dev.callboard.ui.web;

import java.util.Map;
import java.util.Optional;

/** The types of files that browsers are given. What is not here is not served. */
public final class MediaTypes {
  private static final Map<String, String> BY_ENDING =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "png", "image/png",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8",
          "webp", "image/webp",
          "woff2", "font/woff2");

  private MediaTypes() {}

  /** Returns the type of a file by the ending of its name, or empty when it is not served. */
  public static Optional<String> of(String path) {
    return Optional.ofNullable(BY_ENDING.get(path.substring(path.lastIndexOf('.') + 1)));
  }
}
