package dev.callboard.platform.net;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Which servers are trusted on encrypted connections. */
public final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * Returns what makes connections to servers that certificates vouch for. Names of servers are not
   * compared by it: have the connection do that. Does not block.
   *
   * @param pem one or more certificates in PEM form (RFC 7468), not null; when empty, the
   *     authorities that the JVM trusts
   * @throws IllegalArgumentException when there is no certificate in the text; the message does not
   *     quote it
   */
  public static SSLContext context(Optional<String> pem) {
    requireNonNull(pem, "pem is null");
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(pem.isPresent() ? store(pem.get()) : null);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("there are no certificates in PEM form");
    }
  }

  private static KeyStore store(String pem) throws GeneralSecurityException, IOException {
    Collection<? extends Certificate> certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    if (certificates.isEmpty()) {
      throw new IOException("empty");
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("ca" + number, certificate);
      number++;
    }
    return store;
  }
}
