package dev.callboard.config;

import java.util.Locale;
import java.util.Set;

/** Tells by their names the keys whose values are secrets. */
final class SecretKeys {
  private static final Set<String> ENDINGS =
      Set.of(
          "token",
          "secret",
          "secrets",
          "password",
          "passwd",
          "passphrase",
          "privatekey",
          "signingkey",
          "encryptionkey",
          "keyencryption",
          "apikey",
          "accesskey",
          "accesskeyid",
          "secretkey",
          "credential",
          "credentials",
          "authorization",
          "cookie");

  private SecretKeys() {}

  static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    return ENDINGS.stream().anyMatch(name::endsWith);
  }
}
