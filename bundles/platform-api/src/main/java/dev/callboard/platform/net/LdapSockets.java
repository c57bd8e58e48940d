package dev.callboard.platform.net;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Lets a bundle talk to a directory over JNDI, which finds its LDAP provider and the maker of its
 * sockets through the context class loader only. Sees to it, too, that a directory that falls
 * silent while encryption is agreed on holds nobody up, which no setting of JNDI does.
 *
 * <p>Do all that uses a context within {@link #call}; for {@code ldaps:} name this class as {@code
 * java.naming.ldap.factory.socket}, for StartTLS give it to {@code negotiate}. Thread-safe.
 */
public final class LdapSockets extends SSLSocketFactory {
  private final SSLSocketFactory real;
  private final int timeoutMillis;

  /**
   * Creates it.
   *
   * @param real makes the encrypted connections, not null
   * @param timeout how long to wait for each answer while encryption is agreed on, not null
   */
  public LdapSockets(SSLSocketFactory real, Duration timeout) {
    this.real = requireNonNull(real, "real is null");
    this.timeoutMillis = Math.toIntExact(timeout.toMillis());
  }

  /**
   * Work with a directory.
   *
   * @param <T> what it returns
   * @param <E> what it may throw
   */
  @ConsumerType
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T get() throws E;
  }

  /** Does work on this thread, which may block, and returns what it returns. */
  public <T, E extends Exception> T call(Work<T, E> work) throws E {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new Loader(this));
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Called by JNDI, on the thread that connects. */
  public static SocketFactory getDefault() {
    if (Thread.currentThread().getContextClassLoader() instanceof Loader loader) {
      return loader.sockets;
    }
    throw new IllegalStateException("Not called from within LdapSockets.call");
  }

  /** Sees what the JVM brings, and besides only the class that JNDI asks for sockets. */
  private static final class Loader extends ClassLoader {
    private final LdapSockets sockets;

    Loader(LdapSockets sockets) {
      super(ClassLoader.getPlatformClassLoader());
      this.sockets = sockets;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals(LdapSockets.class.getName())) {
        return LdapSockets.class;
      }
      throw new ClassNotFoundException(name);
    }
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
