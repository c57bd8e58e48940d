package dev.callboard.identity.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes the sockets of encrypted connections, and sees to it that a directory that falls silent
 * while encryption is agreed on holds nobody up. JNDI takes the name of a class that has {@code
 * getDefault}; ours finds the factory of the call under way in the {@link LdapLoader}.
 */
public final class LdapSockets extends SSLSocketFactory {
  private final SSLSocketFactory real;
  private final int timeout;

  LdapSockets(SSLSocketFactory real, Duration timeout) {
    this.real = real;
    this.timeout = Math.toIntExact(timeout.toMillis());
  }

  /** Called by JNDI, on the thread that connects. */
  public static SocketFactory getDefault() {
    if (Thread.currentThread().getContextClassLoader() instanceof LdapLoader loader) {
      return loader.sockets();
    }
    throw new IllegalStateException("Not called from within LdapLoader.call");
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
    socket.setSoTimeout(timeout);
    return socket;
  }
}
