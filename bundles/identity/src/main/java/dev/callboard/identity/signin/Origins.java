package dev.callboard.identity.signin;

import dev.callboard.platform.config.Config;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which pages may get the answer of a sign-in: those of the app, and those of {@code
 * auth.experimentalExtraAllowedOrigins}, where a star stands for letters, digits and hyphens of one
 * label. The one place that decides about it.
 */
final class Origins {
  private final String app;
  private final List<Pattern> extra;

  Origins(Config config, String appUrl) {
    this.app = of(appUrl).orElse("");
    this.extra =
        config.strings("auth.experimentalExtraAllowedOrigins").stream()
            .map(Origins::pattern)
            .toList();
  }

  /** Returns the origin of the app. */
  String app() {
    return app;
  }

  /** Returns whether pages of an origin may get the answer. */
  boolean allows(String origin) {
    return of(origin).filter(origin::equals).isPresent()
        && (origin.equals(app) || extra.stream().anyMatch(item -> item.matcher(origin).matches()));
  }

  /** Returns whether a browser may be sent to an address, which has to be of an allowed origin. */
  boolean allowsRedirect(String url) {
    return of(url).filter(this::allows).isPresent();
  }

  /**
   * Returns the origin of a URL as browsers see it; empty for whatever a browser could read in
   * another way than we do.
   */
  static Optional<String> of(String url) {
    if (url.chars().anyMatch(c -> c <= ' ' || c == '\\' || c > '~')) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
        return Optional.empty();
      }
      int usual = scheme.equals("https") ? 443 : 80;
      String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
      return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Pattern pattern(String glob) {
    String[] parts = glob.split("\\*", -1);
    StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      regex.append("[A-Za-z0-9-]+").append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(regex.toString());
  }
}
