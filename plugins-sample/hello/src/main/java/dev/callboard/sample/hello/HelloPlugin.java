package dev.callboard.sample.hello;

import dev.callboard.platform.http.PublicRoute;
import dev.callboard.platform.plugin.CallboardPlugin;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** The plugin: a REST application at {@code /api/hello} with one resource. */
@CallboardPlugin(id = "hello", name = "Hello", description = "Answers with a greeting.")
@Component(service = Application.class)
@JakartarsApplicationBase("/hello")
@JakartarsName("hello")
public final class HelloPlugin extends Application {
  @Override
  @SuppressWarnings("deprecation") // in favour of CDI, which OSGi services stand in for
  public Set<Object> getSingletons() {
    return Set.of(new Greeting());
  }

  /** Answers {@code GET /api/hello/greeting}. */
  @Path("/greeting")
  public static final class Greeting {
    /** Returns the greeting. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @PublicRoute("A greeting tells nothing about anybody.")
    public Map<String, String> greet() {
      return Map.of("message", "Hello from Callboard");
    }
  }
}
