package dev.callboard.user.settings;

import dev.callboard.platform.plugin.CallboardPlugin;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** The REST application of the settings. */
@Component(service = Application.class)
@JakartarsApplicationBase("/user-settings")
@JakartarsName("user-settings")
@CallboardPlugin(
    id = "user-settings",
    name = "User settings",
    description = "Keeps what users set in the browser, such as their stars")
public final class SettingApplication extends Application {
  private final SettingStore store;

  /** Called by Declarative Services. */
  @Activate
  public SettingApplication(@Reference SettingStore store) {
    this.store = store;
  }

  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.of(new SettingResource(store));
  }
}
