package dev.callboard.http.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;

/** Makes a certificate (RFC 5280) for a machine of a developer, which nobody else vouches for. */
final class SelfSigned {
  private static final Duration BEFORE = Duration.ofHours(1);
  private static final Duration VALID = Duration.ofDays(365);

  // Object identifiers: ecdsa-with-SHA256, commonName, and extensions.
  private static final byte[] ECDSA = Der.of(Der.SEQUENCE, Der.oid("06082a8648ce3d040302"));
  private static final byte[] COMMON_NAME = Der.oid("0603550403");
  private static final byte[] ALTERNATIVE_NAMES = Der.oid("0603551d11");
  private static final byte[] EXTENDED_USE = Der.oid("0603551d25");
  private static final byte[] SERVER_AUTH = Der.oid("06082b06010505070301");

  private SelfSigned() {}

  /** Returns a certificate for a name and for this machine. */
  static Identity make(String host, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] body = body(pair, host, now);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(body);
      byte[] all = Der.of(Der.SEQUENCE, body, ECDSA, Der.bits(signature.sign()));
      Certificate certificate =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(all));
      return new Identity(new Certificate[] {certificate}, pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks elliptic curves", e);
    }
  }

  private static byte[] body(KeyPair pair, String host, Instant now) {
    byte[] name =
        Der.of(
            Der.SEQUENCE,
            Der.of(Der.SET, Der.of(Der.SEQUENCE, COMMON_NAME, Der.text("Callboard " + host))));
    return Der.of(
        Der.SEQUENCE,
        Der.of(0xa0, Der.number(BigInteger.TWO)),
        Der.number(new BigInteger(120, new SecureRandom())),
        ECDSA,
        name,
        Der.of(Der.SEQUENCE, Der.time(now.minus(BEFORE)), Der.time(now.plus(VALID))),
        name,
        pair.getPublic().getEncoded(),
        Der.of(
            0xa3,
            Der.of(
                Der.SEQUENCE,
                extension(ALTERNATIVE_NAMES, names(host)),
                extension(EXTENDED_USE, Der.of(Der.SEQUENCE, SERVER_AUTH)))));
  }

  private static byte[] extension(byte[] type, byte[] value) {
    return Der.of(Der.SEQUENCE, type, Der.of(Der.OCTETS, value));
  }

  private static byte[] names(String host) {
    byte[] loopback6 = new byte[16];
    loopback6[15] = 1;
    return Der.of(
        Der.SEQUENCE,
        dns(host),
        dns("localhost"),
        Der.of(0x87, new byte[] {127, 0, 0, 1}),
        Der.of(0x87, loopback6));
  }

  private static byte[] dns(String name) {
    return Der.of(0x82, name.getBytes(StandardCharsets.US_ASCII));
  }
}
