package dev.callboard.cli.plugins;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.plugins.signature.KeyPairFiles;
import dev.callboard.plugins.signature.KeyRing;
import dev.callboard.plugins.signature.TrustedKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Reads {@code plugins.signatures} of a configuration, as the server does. */
public final class ConfiguredKeys {
  private ConfiguredKeys() {}

  /** Returns the keys; throws a {@link PortalException} that names what is wrong with one. */
  public static KeyRing of(Config config) {
    List<TrustedKey> keys =
        config.sections("plugins.signatures.trustedKeys").stream()
            .map(ConfiguredKeys::key)
            .toList();
    try {
      return new KeyRing(keys, config.strings("plugins.signatures.revokedKeys"));
    } catch (IllegalArgumentException e) {
      throw PortalException.input("plugins.signatures.trustedKeys: " + e.getMessage());
    }
  }

  private static TrustedKey key(Config config) {
    String id = required(config, "id");
    try {
      return new TrustedKey(
          id,
          KeyPairFiles.decodePublic(required(config, "publicKey")),
          required(config, "publisher"),
          config.string("expires").map(ConfiguredKeys::instant));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw PortalException.input(
          "plugins.signatures.trustedKeys: key '" + id + "': " + e.getMessage());
    }
  }

  private static String required(Config config, String key) {
    return config
        .string(key)
        .orElseThrow(
            () ->
                PortalException.input(
                    "plugins.signatures.trustedKeys: a key has no '" + key + "'"));
  }

  /** A date counts as its first moment in UTC. */
  private static Instant instant(String text) {
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : Instant.parse(text);
  }
}
