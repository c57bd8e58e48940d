package dev.callboard.audit.export;

import dev.callboard.platform.audit.AuditFollower;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a follower of each sink in the configuration, and follows its changes. */
@Component(immediate = true, service = ConfigListener.class)
public final class AuditSinks implements ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(AuditSinks.class);
  private static final String KEY = "audit.sinks";

  private final BundleContext context;
  private final List<ServiceRegistration<AuditFollower>> sinks = new ArrayList<>();

  /** Called by Declarative Services. */
  @Activate
  public AuditSinks(BundleContext context, @Reference ConfigService config) {
    this.context = context;
    register(config.current());
  }

  private synchronized void register(Config config) {
    stop();
    try {
      Path data = Path.of(context.getProperty("callboard.data"));
      for (SinkSettings settings : SinkSettings.of(config, data).values()) {
        sinks.add(context.registerService(AuditFollower.class, new SinkFollower(settings), null));
      }
    } catch (PortalException e) {
      LOG.error("Audit records are not exported: {}", e.getMessage());
    }
  }

  @Override
  public void configChanged(Config previous, Config current) {
    if (!previous.value(KEY).equals(current.value(KEY))) {
      register(current);
    }
  }

  @Deactivate
  synchronized void stop() {
    sinks.forEach(ServiceRegistration::unregister);
    sinks.clear();
  }
}
