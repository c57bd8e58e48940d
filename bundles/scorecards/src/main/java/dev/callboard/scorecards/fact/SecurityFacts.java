package dev.callboard.scorecards.fact;

import dev.callboard.catalog.api.Entity;
import dev.callboard.scorecards.spi.FactProvider;
import dev.callboard.scorecards.spi.Facts;
import dev.callboard.supply.chain.api.SecurityPosture;
import dev.callboard.supply.chain.api.SupplyChainService;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tells what supply chain security knows of an entity. */
@Component(service = FactProvider.class)
public final class SecurityFacts implements FactProvider {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile SupplyChainService security;

  /** Called by Declarative Services. */
  public SecurityFacts() {}

  /** Makes facts of a service. */
  public SecurityFacts(SupplyChainService security) {
    this.security = security;
  }

  @Override
  public String id() {
    return "security";
  }

  /**
   * New findings change the status of the entity in the catalog, whose changes have facts read
   * again; this is for the rest.
   */
  @Override
  public Duration keepFor() {
    return Duration.ofHours(1);
  }

  @Override
  public Facts facts(Entity entity) {
    SupplyChainService known = security;
    if (known == null) {
      return Facts.unknown("supply chain security is not running");
    }
    SecurityPosture posture = known.posture(entity.ref().toString());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("sbom", posture.components() > 0);
    values.put("components", posture.components());
    values.put("lastDocument", posture.lastDocument().map(Instant::toString).orElse(null));
    if (posture.lastDocument().isPresent()) {
      // Without a document nobody has looked, which is not the same as nothing found.
      for (String severity : List.of("critical", "high", "medium", "low")) {
        values.put(severity, posture.open().getOrDefault(severity, 0L));
      }
      values.put("exploited", posture.exploited());
      values.put("oldestCritical", posture.oldestCritical().map(Instant::toString).orElse(null));
    }
    return Facts.of(values).withMissing("no bill of materials and no report has arrived yet");
  }
}
