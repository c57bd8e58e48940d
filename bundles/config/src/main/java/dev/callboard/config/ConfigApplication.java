package dev.callboard.config;

import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Serves {@code /api/config}. */
@Component(service = Application.class)
@JakartarsApplicationBase("/config")
@JakartarsName("config")
public final class ConfigApplication extends Application {
  private final ConfigResource resource;

  /** Takes the configuration to be shown. */
  @Activate
  public ConfigApplication(
      @Reference DefaultConfigService service, @Reference ConfigWatcher watcher) {
    resource = new ConfigResource(service.reloader(), watcher);
  }

  // Deprecated without another standard way to hand over objects that are not made by Jersey.
  @SuppressWarnings("deprecation")
  @Override
  public Set<Object> getSingletons() {
    return Set.of(resource);
  }
}
