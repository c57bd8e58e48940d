package dev.callboard.ownership.rest;

import dev.callboard.platform.plugin.CallboardPlugin;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** The REST application of ownership. */
@Component(service = Application.class)
@JakartarsApplicationBase("/insights")
@JakartarsName("insights")
@CallboardPlugin(
    id = "insights",
    name = "Ownership",
    description = "Measures over time who owns entities, on paper and by their history")
public final class OwnershipApplication extends Application {
  private final Set<Object> resources;

  /** Called by Declarative Services. */
  @Activate
  public OwnershipApplication(
      @Reference FactResource facts,
      @Reference SummaryResource summaries,
      @Reference EntityResource entities,
      @Reference ClaimResource claims,
      @Reference MetricResource metrics) {
    this.resources = Set.of(facts, summaries, entities, claims, metrics);
  }

  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return resources;
  }
}
