package dev.callboard.scaffolder.rest;

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

/** The REST application of the scaffolder. */
@Component(service = Application.class, property = "resources.cardinality.minimum:Integer=9")
@JakartarsApplicationBase("/scaffolder")
@JakartarsName("scaffolder")
@CallboardPlugin(id = "scaffolder", name = "Scaffolder", description = "Runs software templates")
public final class ScaffolderApplication extends Application {
  private final List<ScaffolderResource> resources;

  /** Called by the framework. */
  @Activate
  public ScaffolderApplication(
      @Reference(
              name = "resources",
              cardinality = ReferenceCardinality.AT_LEAST_ONE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<ScaffolderResource> resources) {
    this.resources = List.copyOf(resources);
  }

  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.copyOf(resources);
  }
}
