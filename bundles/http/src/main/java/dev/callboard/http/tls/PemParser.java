package dev.callboard.http.tls;

import dev.callboard.http.settings.HttpsSettings;
import dev.callboard.platform.error.PortalException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a certificate chain and a key from PEM (RFC 7468). The messages never show the key. */
final class PemParser {
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private PemParser() {}

  static Identity parse(HttpsSettings.Pem pem) {
    Certificate[] chain = chain(pem.certificates());
    PublicKey publicKey = chain[0].getPublicKey();
    PrivateKey key = key(pem.key(), publicKey.getAlgorithm());
    if (!fit(key, publicKey)) {
      throw PortalException.input(
          "backend.https.certificate.key is not the key of the first certificate in cert");
    }
    return new Identity(chain, key);
  }

  /** Takes the certificates only: a file may have the key as well. */
  private static Certificate[] chain(String pem) {
    List<Certificate> chain = new ArrayList<>();
    Matcher found = CERTIFICATE.matcher(pem);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      while (found.find()) {
        byte[] text = found.group().getBytes(StandardCharsets.US_ASCII);
        chain.add(factory.generateCertificate(new ByteArrayInputStream(text)));
      }
    } catch (GeneralSecurityException e) {
      throw PortalException.input(
          "backend.https.certificate.cert cannot be read: " + e.getMessage());
    }
    if (chain.isEmpty()) {
      throw PortalException.input("backend.https.certificate.cert has no PEM certificate");
    }
    return chain.toArray(Certificate[]::new);
  }

  private static PrivateKey key(String pem, String algorithm) {
    Matcher found = KEY.matcher(pem);
    if (!found.find() || found.group(1).startsWith("ENCRYPTED")) {
      throw unreadable();
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(found.group(2));
      byte[] pkcs8 =
          switch (found.group(1)) {
            case "PRIVATE KEY" -> der;
            case "RSA PRIVATE KEY" -> Der.pkcs8OfRsa(der);
            default -> throw unreadable();
          };
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unreadable();
    }
  }

  /** Without a cause: the parsers put parts of what they read into their messages. */
  private static PortalException unreadable() {
    return PortalException.input(
        "backend.https.certificate.key must be an unencrypted PEM key that begins with"
            + " BEGIN PRIVATE KEY; openssl pkcs8 -topk8 -nodes converts others");
  }

  private static boolean fit(PrivateKey key, PublicKey publicKey) {
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> publicKey.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update((byte) 1);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update((byte) 1);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
