package dev.callboard.signals;

import dev.callboard.platform.plugin.CallboardPlugin;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** The REST application of the signals; the WebSocket is served by {@link SignalHub}. */
@Component(service = Application.class)
@JakartarsApplicationBase("/signals")
@JakartarsName("signals")
@CallboardPlugin(
    id = "signals",
    name = "Signals",
    description = "Tells the browsers of signed-in users what changed")
public final class SignalsApplication extends Application {
  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.of(new HealthResource());
  }
}
