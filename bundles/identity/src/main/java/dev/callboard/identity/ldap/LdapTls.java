package dev.callboard.identity.ldap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Which certificates of directories are trusted. */
final class LdapTls {
  private LdapTls() {}

  static LdapSockets sockets(LdapSettings settings) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(settings.authorities().isPresent() ? store(settings) : null);
      context.init(null, trust.getTrustManagers(), null);
      return new LdapSockets(context.getSocketFactory(), settings.connectTimeout());
    } catch (GeneralSecurityException | IOException e) {
      throw settings.wrong("tls.ca", "has no certificates in PEM");
    }
  }

  private static KeyStore store(LdapSettings settings)
      throws GeneralSecurityException, IOException {
    byte[] pem = settings.authorities().orElseThrow().getBytes(StandardCharsets.US_ASCII);
    Collection<? extends Certificate> certificates =
        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    if (certificates.isEmpty()) {
      throw settings.wrong("tls.ca", "has no certificates in PEM");
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
