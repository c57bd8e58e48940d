package dev.callboard.supply.chain.finding;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.model.Severity;

/**
 * Of what owners are told: {@code supplyChain.alerts}.
 *
 * @param severity from which one on
 * @param epss from which likelihood of exploitation on
 */
public record AlertRule(Severity severity, double epss) {
  private static final String SEVERITY = "supplyChain.alerts.severity";
  private static final String EPSS = "supplyChain.alerts.epss";

  /** Reads it. */
  public static AlertRule of(Config config) {
    Severity severity = Severity.ofText(config.string(SEVERITY).orElse("high"));
    if (severity == Severity.UNKNOWN) {
      throw PortalException.input(SEVERITY + " must be one of critical, high, medium, low, none");
    }
    try {
      return new AlertRule(severity, Double.parseDouble(config.string(EPSS).orElse("0.1")));
    } catch (NumberFormatException e) {
      throw PortalException.input(EPSS + " must be a number from 0 to 1");
    }
  }

  boolean isMet(Finding finding) {
    return finding.state() == FindingState.OPEN
        && (finding.severity().compareTo(severity) >= 0
            || finding.kev()
            || (finding.epss() >= 0 && finding.epss() >= epss));
  }
}
