package dev.callboard.identity.ldap;

import javax.naming.NamingException;
import javax.net.ssl.SSLSocketFactory;

/**
 * The context class loader under which a directory is talked to. JNDI finds its LDAP provider
 * through it, which bundles cannot see, and the class that makes its sockets, which only we have.
 */
final class LdapLoader extends ClassLoader {
  private final SSLSocketFactory sockets;

  /**
   * Creates a loader.
   *
   * @param sockets makes the encrypted connections, with the certificates that are trusted
   */
  LdapLoader(SSLSocketFactory sockets) {
    super(ClassLoader.getPlatformClassLoader());
    this.sockets = sockets;
  }

  /** Work with a directory. */
  interface Work<T> {
    T get() throws NamingException;
  }

  <T> T call(Work<T> work) throws NamingException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(this);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.equals(LdapSockets.class.getName())) {
      return LdapSockets.class;
    }
    throw new ClassNotFoundException(name);
  }

  SSLSocketFactory sockets() {
    return sockets;
  }
}
