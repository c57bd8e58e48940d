package dev.callboard.http.jetty;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives the HTTP service of Felix the configuration it waits for. What it has no key for is set by
 * {@link PortalConnectorFactory}.
 */
@Component(service = JettyConfiguration.class, immediate = true)
public final class JettyConfiguration {
  private static final String PID = "org.apache.felix.http";

  /** Writes the configuration; the same one twice changes nothing. */
  @Activate
  public JettyConfiguration(@Reference ConfigurationAdmin admin) throws IOException {
    Configuration configuration = admin.getConfiguration(PID, "?");
    configuration.updateIfDifferent(properties());
  }

  private static Dictionary<String, Object> properties() {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("org.apache.felix.http.host", "127.0.0.1");
    properties.put("org.osgi.service.http.port", "*");
    properties.put("org.apache.felix.jetty.gziphandler.enable", true);
    properties.put("org.apache.felix.jetty.gzip.minGzipSize", 1024);
    // Requests are not inflated: a small body could become a huge one.
    properties.put("org.apache.felix.jetty.gzip.inflateBufferSize", 0);
    properties.put("org.apache.felix.jetty.gzip.includedMethods", "GET,POST");
    properties.put(
        "org.apache.felix.jetty.gzip.includedMimeTypes",
        "application/json,application/javascript,text/javascript,text/css,text/html,"
            + "text/plain,image/svg+xml");
    properties.put("org.apache.felix.http.session.timeout", 0);
    properties.put("org.apache.felix.jetty.stopTimeout", 5000L);
    return properties;
  }
}
