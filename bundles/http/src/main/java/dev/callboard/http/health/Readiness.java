package dev.callboard.http.health;

import dev.callboard.platform.lifecycle.ReadinessGate;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Asks all who can say that the server is not ready. */
@Component(service = Readiness.class)
public final class Readiness {
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      fieldOption = FieldOption.REPLACE)
  private volatile List<ReadinessGate> gates = List.of();

  /** Returns the first reason why the server is not ready, or empty. */
  public Optional<String> notReady() {
    for (ReadinessGate gate : gates) {
      Optional<String> reason = ask(gate);
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ask(ReadinessGate gate) {
    try {
      return gate.notReady();
    } catch (RuntimeException e) {
      return Optional.of(gate.getClass().getName() + " failed");
    }
  }
}
