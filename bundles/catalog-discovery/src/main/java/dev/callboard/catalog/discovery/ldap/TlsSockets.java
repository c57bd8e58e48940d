package dev.callboard.catalog.discovery.ldap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Makes the sockets of encrypted connections to a directory. JNDI takes the name of a class that
 * has {@code getDefault}; ours finds the factory of the call under way in the {@link JndiLoader}.
 */
public final class TlsSockets extends SSLSocketFactory {
  private final SSLSocketFactory real;
  private final int timeoutMillis;

  private TlsSockets(SSLSocketFactory real, int timeoutMillis) {
    this.real = real;
    this.timeoutMillis = timeoutMillis;
  }

  /** Called by JNDI, on the thread that connects. */
  public static SocketFactory getDefault() {
    if (Thread.currentThread().getContextClassLoader() instanceof JndiLoader loader) {
      return loader.sockets();
    }
    throw new IllegalStateException("Not called from within JndiLoader.call");
  }

  static TlsSockets of(LdapTarget target) throws GeneralSecurityException, IOException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store(target.ca()));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new TlsSockets(context.getSocketFactory(), Math.toIntExact(target.timeout().toMillis()));
  }

  private static KeyStore store(Optional<String> pem) throws GeneralSecurityException, IOException {
    if (pem.isEmpty()) {
      return null;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate each :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.get().getBytes(StandardCharsets.US_ASCII)))) {
      store.setCertificateEntry("ca" + number, each);
      number++;
    }
    return store;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return real.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return real.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return limited(real.createSocket());
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return limited(real.createSocket(limited(socket), host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return limited(real.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return limited(real.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return limited(real.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return limited(real.createSocket(host, port, local, localPort));
  }

  private Socket limited(Socket socket) throws IOException {
    socket.setSoTimeout(timeoutMillis);
    return socket;
  }
}
