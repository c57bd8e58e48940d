package dev.callboard.scaffolder.git;

import dev.callboard.git.transport.SshKeys;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;

/** Signs commits with a private key. */
interface CommitSigner {
  /**
   * Returns the signature, with the lines that armour it.
   *
   * @param content what is signed
   * @param time of the signature, where it has one
   */
  String sign(byte[] content, Instant time) throws IOException, GeneralSecurityException;

  /**
   * Returns the signer for a key, whose form tells the kind of the signature.
   *
   * @throws PortalException with code {@code INPUT} when it is none, without any part of it
   */
  static CommitSigner of(Secret key) {
    String text = key.reveal().strip();
    if (text.startsWith("-----BEGIN PGP ")) {
      return PgpSigner.of(text);
    }
    return SshKeys.privateKey(text)
        .<CommitSigner>map(SshSigner::new)
        .orElseThrow(CommitSigner::wrong);
  }

  /** Returns the failure that tells what a key should be. */
  static PortalException wrong() {
    return PortalException.input(
        "commitSigningKey in integrations is no private key that signs: it must be one of OpenPGP"
            + " or OpenSSH in its text form, without a passphrase");
  }
}
