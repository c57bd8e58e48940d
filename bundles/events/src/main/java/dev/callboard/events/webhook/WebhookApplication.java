package dev.callboard.events.webhook;

import dev.callboard.events.bus.BusResource;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** The REST application of events. */
@Component(service = Application.class)
@JakartarsApplicationBase("/events")
@JakartarsName("events")
public final class WebhookApplication extends Application {
  private final Webhooks webhooks;
  private final BusResource bus;

  /** Called by Declarative Services. */
  @Activate
  public WebhookApplication(@Reference Webhooks webhooks, @Reference BusResource bus) {
    this.webhooks = webhooks;
    this.bus = bus;
  }

  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.of(new WebhookResource(webhooks), bus);
  }
}
