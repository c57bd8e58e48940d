package dev.callboard.http.tls;

import dev.callboard.http.settings.HttpSettings;
import dev.callboard.http.settings.HttpsSettings;
import dev.callboard.http.settings.SettingsHolder;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the port. A new one in the configuration, or in a file that it includes, is
 * used for new connections; one that cannot be used leaves the old one.
 */
@Component(service = {PortalTls.class, ConfigListener.class})
public final class PortalTls implements ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(PortalTls.class);

  private final DevCertificate own;
  private final Optional<SslContextFactory.Server> factory;
  private Optional<HttpsSettings> active;

  /** Reads the certificate; one that cannot be used is an error that says why. */
  @Activate
  public PortalTls(@Reference SettingsHolder settings, BundleContext context) {
    this(settings, Path.of(context.getProperty("callboard.data")));
  }

  /** Reads the certificate, or makes one below a directory. */
  public PortalTls(SettingsHolder settings, Path data) {
    this.own = new DevCertificate(data);
    this.active = settings.current().https();
    this.factory = active.map(https -> configured(new SslContextFactory.Server(), https));
  }

  /** Returns what makes TLS connections, or empty when the port is not encrypted. */
  public Optional<SslContextFactory.Server> factory() {
    return factory;
  }

  private SslContextFactory.Server configured(
      SslContextFactory.Server made, HttpsSettings settings) {
    made.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    made.setCipherComparator(HTTP2Cipher.COMPARATOR);
    made.setUseCipherSuitesOrder(true);
    made.setRenegotiationAllowed(false);
    // The host name is checked for every connection by backend.allowedHosts.
    made.setSniRequired(false);
    made.setKeyStore(keyStore(settings));
    made.setKeyStorePassword("");
    return made;
  }

  private KeyStore keyStore(HttpsSettings settings) {
    Identity identity =
        settings.pem().map(PemParser::parse).orElseGet(() -> own.get(settings.host()));
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("portal", identity.key(), new char[0], identity.chain());
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the certificate cannot be kept in memory", e);
    }
  }

  @Override
  public synchronized void configChanged(Config previous, Config next) {
    try {
      Optional<HttpsSettings> wanted = HttpSettings.from(next).https();
      if (wanted.equals(active)) {
        return;
      }
      if (wanted.isEmpty() || factory.isEmpty()) {
        LOG.warn("Turning backend.https on or off takes effect at the next start");
        return;
      }
      KeyStore store = keyStore(wanted.get());
      factory.get().reload(changed -> changed.setKeyStore(store));
      active = wanted;
      LOG.info("The port has a new certificate");
    } catch (Exception e) {
      LOG.error("The port keeps its certificate: {}", e.getMessage());
    }
  }
}
