package dev.callboard.platform.lifecycle;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that can say that the server is not ready to be sent requests yet. Asked at each
 * readiness probe: must not block.
 */
@ConsumerType
public interface ReadinessGate {
  /** Returns why the server is not ready, in words for an operator, or empty when this part is. */
  Optional<String> notReady();
}
