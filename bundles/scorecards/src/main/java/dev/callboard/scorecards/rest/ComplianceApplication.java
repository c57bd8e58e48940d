package dev.callboard.scorecards.rest;

import dev.callboard.platform.plugin.CallboardPlugin;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Serves {@code /api/compliance}. */
@Component(service = Application.class)
@JakartarsApplicationBase("/compliance")
@JakartarsName("compliance")
@CallboardPlugin(
    id = "compliance",
    name = "Scorecards",
    description = "Holds entities against checks and shows how they stand")
public final class ComplianceApplication extends Application {
  private final Set<Object> resources;

  /** Called by Declarative Services. */
  @Activate
  public ComplianceApplication(
      @Reference ScorecardResource scorecards,
      @Reference ResultResource results,
      @Reference RollupResource rollup,
      @Reference WaiverResource waivers,
      @Reference EvaluateResource evaluate) {
    this.resources = Set.of(scorecards, results, rollup, waivers, evaluate);
  }

  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return resources;
  }
}
