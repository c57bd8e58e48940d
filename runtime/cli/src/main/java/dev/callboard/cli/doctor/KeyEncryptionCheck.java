package dev.callboard.cli.doctor;

import dev.callboard.platform.config.Config;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Looks at the keys that encrypt signing keys. */
final class KeyEncryptionCheck {
  private static final String KEY = "auth.keyEncryption.keys";
  private static final int BYTES = 32;

  private KeyEncryptionCheck() {}

  static List<Finding> of(Config config) {
    List<Finding> findings = new ArrayList<>();
    if (!config.has("auth.keyEncryption")) {
      return findings;
    }
    List<String> keys = config.strings(KEY);
    if (keys.isEmpty()) {
      findings.add(
          Finding.error(
              SignInCheck.AREA,
              KEY + " is missing or empty",
              "A variable that is not set removes the key, too."));
    }
    for (int i = 0; i < keys.size(); i++) {
      if (!isKey(keys.get(i))) {
        findings.add(
            Finding.error(
                SignInCheck.AREA,
                KEY + "[" + i + "] is not " + BYTES + " bytes in base64",
                "Make one with: openssl rand -base64 " + BYTES));
      }
    }
    return findings;
  }

  private static boolean isKey(String text) {
    try {
      return Base64.getDecoder().decode(text.trim()).length == BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
