package dev.callboard.ownership.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.ownership.OwnerSums;
import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.http.MetricsText;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The sums of each owner as metrics, in the text format of Prometheus, version 0.0.4. */
@Component(service = MetricResource.class)
@Path("/v1/ownership/metrics")
public final class MetricResource {
  private final Access access;
  private final Store store;

  /** Called by Declarative Services. */
  @Activate
  public MetricResource(@Reference Access access, @Reference Store store) {
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
  }

  /** Returns the metrics of the entities that the caller may see. */
  @GET
  @Produces(MetricsText.TYPE)
  @RequiresPermission(OwnershipPermissions.READ)
  public String metrics(@Context SecurityContext security) {
    Overview overview = new Overview(store, access.visible(Access.principal(security)), null);
    Map<String, OwnerSums> owners = new TreeMap<>();
    for (EntityRow row : overview.rows()) {
      owners.computeIfAbsent(row.owner(), key -> new OwnerSums()).add(overview.facts(row));
    }
    return Metrics.of(owners);
  }
}
