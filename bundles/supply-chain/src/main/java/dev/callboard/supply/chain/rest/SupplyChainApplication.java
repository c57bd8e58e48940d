package dev.callboard.supply.chain.rest;

import dev.callboard.platform.plugin.CallboardPlugin;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** The REST application of supply chain security. */
@Component(service = Application.class)
@JakartarsApplicationBase("/supply-chain")
@JakartarsName("supply-chain")
@CallboardPlugin(
    id = "supply-chain",
    name = "Supply chain",
    description = "Keeps what entities are made of and what is known to be wrong with it")
public final class SupplyChainApplication extends Application {
  private final Set<Object> resources;

  /** Called by Declarative Services. */
  @Activate
  public SupplyChainApplication(
      @Reference DocumentResource documents,
      @Reference AttestationResource attestations,
      @Reference ExportResource exports,
      @Reference FindingResource findings,
      @Reference WhereResource where,
      @Reference FeedResource feeds,
      @Reference StreamResource stream,
      @Reference MetricsResource metrics) {
    this.resources =
        Set.of(documents, attestations, exports, findings, where, feeds, stream, metrics);
  }

  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return resources;
  }
}
