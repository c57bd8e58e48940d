package dev.callboard.catalog.rest;

import dev.callboard.platform.plugin.CallboardPlugin;
import jakarta.ws.rs.core.Application;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/**
 * The REST application of the catalog. It is made once its resources are there, and made anew when
 * one comes or goes: the gateway swaps the two without losing a request.
 */
@Component(
    service = Application.class,
    // The resources that read need nothing but the index, so they are the first to be there: not
    // before them, and not a dozen times while they come.
    property = "resources.cardinality.minimum:Integer=6")
@JakartarsApplicationBase("/catalog")
@JakartarsName("catalog")
@CallboardPlugin(id = "catalog", name = "Catalog", description = "The software catalog")
public final class CatalogApplication extends Application {
  private final List<CatalogResource> resources;

  /** Called by the framework. */
  @Activate
  public CatalogApplication(
      @Reference(
              name = "resources",
              cardinality = ReferenceCardinality.AT_LEAST_ONE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<CatalogResource> resources) {
    this.resources = List.copyOf(resources);
  }

  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.copyOf(resources);
  }
}
