package dev.callboard.supply.chain.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.model.Severity;
import dev.callboard.testing.MapConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRuleTest {
  private static Finding finding(Severity severity, double epss, boolean kev, FindingState state) {
    return new Finding(
        1, "e", "v", List.of(), "", severity, -1, "", List.of(), List.of(), "", epss, kev, state,
        "", 0, 0, 0, false);
  }

  @ParameterizedTest
  @CsvSource({
    "MEDIUM, -1, false, OPEN, false",
    "HIGH, -1, false, OPEN, true",
    "CRITICAL, -1, false, OPEN, true",
    "UNKNOWN, 0.0999, false, OPEN, false",
    "UNKNOWN, 0.1, false, OPEN, true",
    "LOW, -1, true, OPEN, true",
    "CRITICAL, 1, true, ACKNOWLEDGED, false",
    "CRITICAL, 1, true, ACCEPTED, false"
  })
  void ownersAreToldOfWhatIsSevereExploitedOrLikelyTo(
      Severity severity, double epss, boolean kev, FindingState state, boolean told) {
    assertEquals(told, AlertRule.of(MapConfig.empty()).isMet(finding(severity, epss, kev, state)));
  }

  @Test
  void theBoundsAreConfigured() {
    AlertRule rule =
        AlertRule.of(
            MapConfig.of("supplyChain.alerts.severity", "low", "supplyChain.alerts.epss", "0.5"));
    assertEquals(new AlertRule(Severity.LOW, 0.5), rule);
    assertThrows(
        PortalException.class,
        () -> AlertRule.of(MapConfig.of("supplyChain.alerts.severity", "bad")));
    assertThrows(
        PortalException.class,
        () -> AlertRule.of(MapConfig.of("supplyChain.alerts.epss", "often")));
  }
}
