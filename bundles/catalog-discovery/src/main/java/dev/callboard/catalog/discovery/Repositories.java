package dev.callboard.catalog.discovery;

import java.util.Locale;
import java.util.Optional;

/** Addresses of repositories, as hosts write them. */
public final class Repositories {
  private Repositories() {}

  /** Returns what is the same for one repository, however its address is written. */
  static String key(String url) {
    return url.toLowerCase(Locale.ROOT).replaceFirst("/+$", "").replaceFirst("\\.git$", "");
  }

  /** Returns the address of the repository that the address of a file begins with, or empty. */
  public static String ofFile(Object target, String separator) {
    int at = target instanceof String text ? text.indexOf(separator) : -1;
    return at < 0 ? "" : ((String) target).substring(0, at);
  }

  /**
   * Returns the path of a repository below an address, or empty when it is not there. Whether with
   * or without TLS does not matter.
   *
   * @param base of the host, such as {@code https://git.example.com/gitlab}
   */
  public static Optional<String> path(String url, String base) {
    String start = withoutScheme(base) + "/";
    String whole = withoutScheme(url);
    return whole.regionMatches(true, 0, start, 0, start.length()) && whole.length() > start.length()
        ? Optional.of(whole.substring(start.length()))
        : Optional.empty();
  }

  private static String withoutScheme(String url) {
    return url.replaceFirst("^[a-z]+://", "").replaceFirst("/+$", "");
  }
}
