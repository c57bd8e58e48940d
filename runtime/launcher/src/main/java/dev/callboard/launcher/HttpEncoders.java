package dev.callboard.launcher;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Lets Jetty find how HTTP/2 writes header fields. It looks for that once, as a service of the
 * context class loader, and whichever thread comes first decides; without it every answer over
 * HTTP/2 fails. So it is made to look while the loader of the bundle that knows is the context.
 */
final class HttpEncoders {
  private static final String BUNDLE = "org.eclipse.jetty.http2.hpack";
  private static final String FIELD = "org.eclipse.jetty.http.PreEncodedHttpField";

  private HttpEncoders() {}

  /** Has them found; without the bundle there is no HTTP/2 and nothing to find. */
  static void load(BundleContext context) {
    Arrays.stream(context.getBundles())
        .filter(bundle -> BUNDLE.equals(bundle.getSymbolicName()))
        .map(HttpEncoders::loader)
        .filter(loader -> loader != null)
        .findFirst()
        .ifPresent(HttpEncoders::load);
  }

  private static ClassLoader loader(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    return wiring == null ? null : wiring.getClassLoader();
  }

  private static void load(ClassLoader loader) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Class.forName(FIELD, true, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Jetty has no " + FIELD + " any more", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
