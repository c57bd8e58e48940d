package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;
import java.util.List;

/**
 * Which other origins may call, from {@code backend.cors}. Origins are compared as they are, with
 * {@code *} for any run of characters but the slash, as in Backstage.
 *
 * @param configured whether the section exists; without it no origin is let in
 * @param origins the patterns
 * @param credentials whether browsers may send credentials
 * @param methods the methods, joined by commas
 * @param allowedHeaders the headers, joined by commas, or null to allow those asked for
 * @param exposedHeaders the headers that scripts may read, joined by commas, or null
 * @param maxAge seconds for which a preflight answer holds, or null
 */
public record CorsPolicy(
    boolean configured,
    List<String> origins,
    boolean credentials,
    String methods,
    String allowedHeaders,
    String exposedHeaders,
    String maxAge) {
  private static final String DEFAULT_METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE";

  /** Copies the list. */
  public CorsPolicy {
    origins = List.copyOf(origins);
  }

  static CorsPolicy from(Config config) {
    String at = "backend.cors.";
    return new CorsPolicy(
        config.has("backend.cors"),
        config.strings(at + "origin"),
        config.bool(at + "credentials").orElse(false),
        joined(config, at + "methods", DEFAULT_METHODS),
        joined(config, at + "allowedHeaders", null),
        joined(config, at + "exposedHeaders", null),
        config.number(at + "maxAge").map(String::valueOf).orElse(null));
  }

  /** Returns whether pages of this origin may call. */
  public boolean allows(String origin) {
    for (String pattern : origins) {
      if (matches(pattern, 0, origin, 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, int p, String text, int t) {
    int star = pattern.indexOf('*', p);
    if (star < 0) {
      return pattern.length() - p == text.length() - t
          && pattern.regionMatches(p, text, t, text.length() - t);
    }
    int fixed = star - p;
    if (!text.regionMatches(t, pattern, p, fixed)) {
      return false;
    }
    for (int end = t + fixed; end <= text.length(); end++) {
      if (matches(pattern, star + 1, text, end)) {
        return true;
      }
      if (end < text.length() && text.charAt(end) == '/') {
        return false;
      }
    }
    return false;
  }

  private static String joined(Config config, String path, String byDefault) {
    List<String> values = config.strings(path);
    return values.isEmpty() ? byDefault : String.join(",", values);
  }
}
