package dev.callboard.scheduler;

import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Serves {@code /api/scheduler}. */
@Component(service = Application.class)
@JakartarsApplicationBase("/scheduler")
@JakartarsName("scheduler")
public final class SchedulerApplication extends Application {
  private final TaskResource resource;

  /** Takes the tasks to be served. */
  @Activate
  public SchedulerApplication(@Reference TaskWhiteboard tasks) {
    this.resource = new TaskResource(tasks.table());
  }

  // Deprecated without another standard way to hand over objects that are not made by Jersey.
  @SuppressWarnings("deprecation")
  @Override
  public Set<Object> getSingletons() {
    return Set.of(resource);
  }
}
