package dev.callboard.supply.chain.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.http.MetricsText;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.supply.chain.store.Store;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How all entities stand, in numbers. */
@Component(service = MetricsResource.class)
@Path("/metrics")
public final class MetricsResource {
  private final Access access;
  private final Store store;

  /** Called by Declarative Services. */
  @Activate
  public MetricsResource(@Reference Access access, @Reference Store store) {
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
  }

  /** Tells the numbers in the text format of Prometheus, counting what the caller may see. */
  @GET
  @Produces(MetricsText.TYPE)
  @RequiresPermission(SupplyChainPermissions.READ)
  public String metrics(@Context SecurityContext security) {
    Predicate<String> visible = access.visible(Access.principal(security));
    return store.read(c -> FindingMetrics.of(c, visible, Clock.systemUTC().instant()));
  }
}
