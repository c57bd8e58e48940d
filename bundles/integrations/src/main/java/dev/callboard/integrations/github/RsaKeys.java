package dev.callboard.integrations.github;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys as GitHub hands them out (PKCS #1), and in PKCS #8. */
final class RsaKeys {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END.*", Pattern.DOTALL);

  /** What stands before the key in PKCS #8: version 0 and the algorithm rsaEncryption. */
  private static final byte[] ALGORITHM = {
    2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  private RsaKeys() {}

  /** Returns the key, or empty when the text is none. */
  static Optional<PrivateKey> read(String text) {
    // Variables of the environment often have no line breaks.
    Matcher pem = PEM.matcher(text.replace("\\n", "\n").strip());
    if (!pem.matches()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
      byte[] key = pem.group(1) == null ? bytes : wrapped(bytes);
      return Optional.of(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Told without the cause, which may quote the key.
      return Optional.empty();
    }
  }

  private static byte[] wrapped(byte[] key) {
    byte[] octets = tagged(4, key);
    return tagged(
        0x30,
        ByteBuffer.allocate(ALGORITHM.length + octets.length).put(ALGORITHM).put(octets).array());
  }

  /** Writes a value of ASN.1, whose length takes two bytes. */
  private static byte[] tagged(int tag, byte[] content) {
    if (content.length > 0xffff) {
      throw new IllegalArgumentException("the key is too large");
    }
    return ByteBuffer.allocate(4 + content.length)
        .put((byte) tag)
        .put((byte) 0x82)
        .putShort((short) content.length)
        .put(content)
        .array();
  }
}
