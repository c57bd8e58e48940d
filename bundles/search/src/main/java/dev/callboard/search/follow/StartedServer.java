package dev.callboard.search.follow;

import dev.callboard.platform.lifecycle.ReadinessGate;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Tells when the server has started, with all its plugins. Thread-safe. */
@Component(service = StartedServer.class)
public final class StartedServer {
  private final Bundle framework;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      fieldOption = FieldOption.REPLACE)
  private volatile List<ReadinessGate> gates = List.of();

  /** Called by the framework. */
  @Activate
  public StartedServer(BundleContext context) {
    framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
  }

  /** Returns whether the server is ready; does not block. */
  boolean isReady() {
    return framework.getState() == Bundle.ACTIVE
        && gates.stream().allMatch(gate -> gate.notReady().isEmpty());
  }
}
