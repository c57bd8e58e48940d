package dev.callboard.git.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Optional;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads private keys of ssh. */
public final class SshKeys {
  private SshKeys() {}

  /**
   * Reads a private key in OpenSSH's or PEM's form.
   *
   * @param text not null
   * @return empty when it is none, or one with a passphrase
   */
  public static Optional<KeyPair> privateKey(String text) {
    byte[] bytes = (text.strip() + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      for (KeyPair pair :
          SecurityUtils.loadKeyPairIdentities(
              null, () -> "key", new ByteArrayInputStream(bytes), FilePasswordProvider.EMPTY)) {
        return Optional.of(pair);
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // Told without the cause, which may quote the key.
    }
    return Optional.empty();
  }
}
