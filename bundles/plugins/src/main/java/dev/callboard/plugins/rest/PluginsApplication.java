package dev.callboard.plugins.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.http.EventStream;
import dev.callboard.platform.http.EventStreamFactory;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.plugins.PluginManagerComponent;
import dev.callboard.plugins.lifecycle.PluginManager;
import dev.callboard.plugins.log.PluginLogResource;
import dev.callboard.plugins.log.PluginLogs;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Serves {@code /api/plugins}. */
@Component(service = Application.class)
@JakartarsApplicationBase("/plugins")
@JakartarsName("plugins")
public final class PluginsApplication extends Application {
  private static final int REPLAY = 500;

  private final PluginManager manager;
  private final EventStream stream;
  private final PluginLogResource logs;
  private final ObjectMapper json = new ObjectMapper();
  private final Consumer<Map<String, Object>> listener = this::publish;

  /** Takes the manager to be served. */
  @Activate
  public PluginsApplication(
      @Reference PluginManagerComponent component,
      @Reference PluginLogs lines,
      @Reference EventStreamFactory streams,
      @Reference TaskExecutor tasks) {
    manager = component.manager();
    logs = new PluginLogResource(lines, manager.access()::isKnown, streams, tasks);
    stream = streams.create("plugins", REPLAY);
    manager.listen(listener);
  }

  /** Ends the event stream. */
  @Deactivate
  public void stop() {
    manager.unlisten(listener);
    stream.close();
  }

  private void publish(Map<String, Object> change) {
    try {
      stream.publish("plugin", json.writeValueAsString(change));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts can always be written", e);
    }
  }

  // Deprecated without another standard way to hand over objects that are not made by Jersey.
  @SuppressWarnings("deprecation")
  @Override
  public Set<Object> getSingletons() {
    return Set.of(new PluginsResource(manager.access(), stream), logs);
  }
}
