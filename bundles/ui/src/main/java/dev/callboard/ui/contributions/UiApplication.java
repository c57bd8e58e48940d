package dev.callboard.ui.contributions;

import dev.callboard.platform.plugin.CallboardPlugin;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** The REST application of the portal in the browser. */
@Component(service = Application.class)
@JakartarsApplicationBase("/ui")
@JakartarsName("ui")
@CallboardPlugin(id = "ui", name = "Portal", description = "The portal in the browser")
public final class UiApplication extends Application {
  private final ContributionsResource resource;

  /** Called by the framework. */
  @Activate
  public UiApplication(@Reference ContributionsResource resource) {
    this.resource = resource;
  }

  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.of(resource);
  }
}
