import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/**
 * The yardstick: one resource on Jersey on Jetty, from the jars of the distribution, without OSGi and without anything
 * of ours. Run by {@code bench/throughput.sh}.
 */
public class BareJersey {
  /** The resource. */
  @Path("/greeting")
  public static class Greeting {
    /** Says hello. */
    @GET
    @Produces("application/json")
    public Map<String, String> get() {
      return Map.of("message", "Hello from Callboard");
    }
  }

  /** Listens on the port given. */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server(Integer.parseInt(arguments[0]));
    ServletContextHandler context = new ServletContextHandler("/api/hello");
    ResourceConfig config =
        new ResourceConfig().register(new Greeting()).register(new JacksonJsonProvider());
    context.addServlet(new ServletHolder(new ServletContainer(config)), "/*");
    server.setHandler(context);
    server.start();
    server.join();
  }
}
