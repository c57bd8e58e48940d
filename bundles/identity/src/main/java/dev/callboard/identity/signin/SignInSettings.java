package dev.callboard.identity.signin;

import dev.callboard.platform.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What the configuration says about signing in.
 *
 * @param authUrl the address of {@code /api/auth}
 * @param origins which pages may get an answer
 * @param crossSite whether pages and server have different hosts
 * @param window the time in which failures are counted
 * @param perAddress how many failures one address may have
 * @param perAccount how many failures one account may have
 */
record SignInSettings(
    URI authUrl,
    Origins origins,
    boolean crossSite,
    Duration window,
    long perAddress,
    long perAccount) {
  static final Duration LONGEST_SESSION = Duration.ofDays(1000);

  /**
   * Reads the settings.
   *
   * @param issuer the address of {@code /api/auth}
   */
  static SignInSettings of(Config config, String issuer) {
    URI authUrl = URI.create(issuer);
    String backend = issuer.substring(0, issuer.length() - "/api/auth".length());
    String app = config.string("app.baseUrl").orElse(backend);
    Optional<String> host = Optional.ofNullable(authUrl.getHost());
    return new SignInSettings(
        authUrl,
        new Origins(config, app),
        !host.equals(Origins.of(app).map(origin -> URI.create(origin).getHost())),
        config.duration("auth.signIn.window").orElse(Duration.ofMinutes(5)),
        config.number("auth.signIn.failuresPerAddress").orElse(30L),
        config.number("auth.signIn.failuresPerAccount").orElse(10L));
  }

  boolean secure() {
    return "https".equals(authUrl.getScheme());
  }

  String pathOf(String provider) {
    return authUrl.getPath() + "/" + provider;
  }
}
