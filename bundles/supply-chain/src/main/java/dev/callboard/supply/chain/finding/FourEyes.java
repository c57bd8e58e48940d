package dev.callboard.supply.chain.finding;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.model.Severity;
import java.util.Optional;

/**
 * Which decisions need a second person: {@code supplyChain.decisions.fourEyes}. Those after which
 * nothing is left to do, about findings that are severe.
 *
 * @param severity from which one on; empty for none
 */
record FourEyes(Optional<Severity> severity) {
  private static final String KEY = "supplyChain.decisions.fourEyes";

  static FourEyes of(Config config) {
    return switch (config.string(KEY).orElse("critical")) {
      case "critical" -> new FourEyes(Optional.of(Severity.CRITICAL));
      case "high" -> new FourEyes(Optional.of(Severity.HIGH));
      // YAML 1.1 readers take off for false.
      case "off", "false" -> new FourEyes(Optional.empty());
      default -> throw PortalException.input(KEY + " must be one of critical, high and off");
    };
  }

  boolean isNeeded(Finding finding, FindingState to) {
    return !FindingState.ACTIVE.contains(to)
        && severity.filter(least -> finding.severity().compareTo(least) >= 0).isPresent();
  }
}
