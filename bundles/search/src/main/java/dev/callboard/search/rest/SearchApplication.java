package dev.callboard.search.rest;

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

/** The REST application of the search. */
@Component(service = Application.class, property = "resources.cardinality.minimum:Integer=2")
@JakartarsApplicationBase("/search")
@JakartarsName("search")
@CallboardPlugin(id = "search", name = "Search", description = "Finds what the portal knows")
public final class SearchApplication extends Application {
  private final List<SearchResource> resources;

  /** Called by the framework. */
  @Activate
  public SearchApplication(
      @Reference(
              name = "resources",
              cardinality = ReferenceCardinality.AT_LEAST_ONE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<SearchResource> resources) {
    this.resources = List.copyOf(resources);
  }

  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.copyOf(resources);
  }
}
