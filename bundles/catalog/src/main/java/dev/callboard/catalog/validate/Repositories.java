package dev.callboard.catalog.validate;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Tells the repository of a file URL on the well-known source hosts. */
final class Repositories {
  private Repositories() {}

  /** Returns for example {@code github.com/owner/repo}, or empty for other hosts. */
  static Optional<String> of(String url) {
    try {
      URI uri = URI.create(url.replace(" ", "%20"));
      if (uri.getHost() == null || uri.getPath() == null) {
        return Optional.empty();
      }
      String[] path = uri.getPath().split("/");
      String host = uri.getHost().toLowerCase(Locale.ROOT);
      return switch (host) {
        case "github.com", "bitbucket.org" -> first(host, path);
        case "raw.githubusercontent.com" -> first("github.com", path);
        case "gitlab.com" -> {
          int end = uri.getPath().indexOf("/-/");
          yield end < 0 ? first(host, path) : Optional.of(host + uri.getPath().substring(0, end));
        }
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> first(String host, String[] path) {
    return path.length < 3 ? Optional.empty() : Optional.of(host + "/" + path[1] + "/" + path[2]);
  }
}
