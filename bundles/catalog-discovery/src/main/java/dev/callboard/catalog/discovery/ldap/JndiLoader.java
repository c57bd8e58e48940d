package dev.callboard.catalog.discovery.ldap;

/**
 * The context class loader under which a directory is talked to: JNDI finds its LDAP provider
 * through it, which bundles cannot see, and the class that makes its sockets, which only we have.
 */
final class JndiLoader extends ClassLoader {
  private final TlsSockets sockets;

  JndiLoader(TlsSockets sockets) {
    super(ClassLoader.getPlatformClassLoader());
    this.sockets = sockets;
  }

  /** Work with a directory. */
  interface Work<T> {
    T get() throws Exception;
  }

  <T> T call(Work<T> work) throws Exception {
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
    if (name.equals(TlsSockets.class.getName())) {
      return TlsSockets.class;
    }
    throw new ClassNotFoundException(name);
  }

  TlsSockets sockets() {
    return sockets;
  }
}
