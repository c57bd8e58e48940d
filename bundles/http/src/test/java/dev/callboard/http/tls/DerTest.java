package dev.callboard.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DerTest {
  /** Bytes before the key itself in a PKCS #8 file of an RSA key of 2048 bits. */
  private static final int HEAD = 26;

  @Test
  void anRsaKeyOfTheOldFormIsRead() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    PrivateKey key = generator.generateKeyPair().getPrivate();
    byte[] pkcs8 = key.getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, HEAD, pkcs8.length);
    assertEquals(
        key,
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(Der.pkcs8OfRsa(pkcs1))));
  }
}
