package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.Optional;

/**
 * How the port is encrypted, from {@code backend.https}: {@code true}, or an object with a
 * certificate, as in Backstage.
 *
 * @param pem the certificate of the operator; empty for one that the server makes itself
 * @param host the name in {@code backend.baseUrl}, for which a certificate is made
 */
public record HttpsSettings(Optional<Pem> pem, String host) {
  private static final String KEY = "backend.https";

  /**
   * A certificate and its key as text.
   *
   * @param certificates of the server, then of the authorities in between
   * @param key the private key
   */
  public record Pem(String certificates, String key) {
    @Override
    public String toString() {
      return "Pem";
    }
  }

  static Optional<HttpsSettings> from(Config config, String host) {
    Object value = config.value(KEY).orElse(false);
    if (value instanceof Boolean on) {
      return on ? Optional.of(new HttpsSettings(Optional.empty(), host)) : Optional.empty();
    }
    Pem pem =
        new Pem(text(config, KEY + ".certificate.cert"), text(config, KEY + ".certificate.key"));
    return Optional.of(new HttpsSettings(Optional.of(pem), host));
  }

  private static String text(Config config, String path) {
    return config
        .string(path)
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () ->
                PortalException.input(
                    path + " is missing: give the PEM text, best with $file, or say https: true"));
  }
}
