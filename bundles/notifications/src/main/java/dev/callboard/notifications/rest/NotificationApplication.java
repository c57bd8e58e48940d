package dev.callboard.notifications.rest;

import dev.callboard.platform.plugin.CallboardPlugin;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** The REST application of the notifications. */
@Component(service = Application.class)
@JakartarsApplicationBase("/notifications")
@JakartarsName("notifications")
@CallboardPlugin(
    id = "notifications",
    name = "Notifications",
    description = "Keeps what users are to know until they have read it")
public final class NotificationApplication extends Application {
  private final Set<Object> resources;

  /** Called by Declarative Services. */
  @Activate
  public NotificationApplication(
      @Reference NotificationResource notifications,
      @Reference NotificationSettingsResource settings,
      @Reference DeliveryResource deliveries) {
    this.resources = Set.of(notifications, settings, deliveries);
  }

  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return resources;
  }
}
