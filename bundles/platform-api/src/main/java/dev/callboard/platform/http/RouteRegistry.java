package dev.callboard.platform.http;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/** The REST routes that are served, per bundle. Thread-safe. */
@ProviderType
public interface RouteRegistry {
  /**
   * Returns the routes that a bundle serves now; empty when it serves none. Does not block: routes
   * of an application that has not been built yet are found by its annotations.
   */
  List<Route> routes(Bundle bundle);

  /**
   * Waits until the bundle's application is the one that new requests of its plugin id go to.
   *
   * @param bundle the bundle, not null
   * @param timeout how long to wait at the most
   * @return whether it is; true at once for a bundle that registers no application
   * @throws InterruptedException if the waiting thread is interrupted
   */
  boolean awaitActive(Bundle bundle, Duration timeout) throws InterruptedException;

  /**
   * Takes the bundle's application out of service for new requests and waits until those under way
   * have ended. While another bundle of the same plugin id has taken its place, new requests go
   * there; else they wait for a short time (see {@code backend.gateway.updateWait}) for a
   * successor.
   *
   * @param bundle the bundle, not null
   * @param deadline how long to wait at the most; after it, what is left is cut off
   * @return the number of requests that were still under way at the deadline
   * @throws InterruptedException if the waiting thread is interrupted
   */
  int drain(Bundle bundle, Duration deadline) throws InterruptedException;

  /** Puts a drained application back into service, as after an update that is rolled back. */
  void restore(Bundle bundle);

  /**
   * Tells that a plugin is gone for good, so that requests for it get 404 at once instead of
   * waiting for a successor.
   */
  void removed(String pluginId);

  /**
   * Returns the state of the circuit breaker of a plugin: {@code closed}, {@code open} or {@code
   * half-open}.
   */
  String breaker(String pluginId);
}
