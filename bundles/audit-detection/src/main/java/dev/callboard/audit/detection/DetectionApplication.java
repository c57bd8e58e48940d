package dev.callboard.audit.detection;

import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Serves {@code /api/audit-detection}. */
@Component(service = Application.class)
@JakartarsApplicationBase("/audit-detection")
@JakartarsName("audit-detection")
public final class DetectionApplication extends Application {
  private final AlertsResource alerts;

  /** Takes what is to be served. */
  @Activate
  public DetectionApplication(@Reference DetectionFollower detection) {
    alerts = new AlertsResource(detection);
  }

  // Deprecated without another standard way to hand over objects that are not made by Jersey.
  @SuppressWarnings("deprecation")
  @Override
  public Set<Object> getSingletons() {
    return Set.of(alerts);
  }
}
