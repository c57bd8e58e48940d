package dev.callboard.platform.lifecycle;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that finishes work before the server stops. On SIGTERM all of them are called side by
 * side, before any bundle is stopped. The launcher, which shares no classes with bundles, finds
 * them as services of type {@link java.util.function.Consumer} with the property {@value
 * #PROPERTY}, so register under that type too.
 */
@ConsumerType
public interface Drain extends java.util.function.Consumer<Duration> {
  /** The service property, of any value, by which the launcher finds a drain. */
  String PROPERTY = "dev.callboard.drain";

  /**
   * Stops taking new work and finishes what is under way.
   *
   * @param deadline how long it may take; what is not finished then is handed over or given up
   */
  @Override
  void accept(Duration deadline);
}
