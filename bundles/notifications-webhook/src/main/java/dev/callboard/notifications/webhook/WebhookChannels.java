package dev.callboard.notifications.webhook;

import dev.callboard.integrations.outbound.OutboundHttp;
import dev.callboard.notifications.spi.NotificationChannel;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import java.time.Clock;
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

/** Makes a channel of each entry of {@code notifications.processors.webhook}, and follows them. */
@Component(immediate = true, service = ConfigListener.class)
public final class WebhookChannels implements ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookChannels.class);
  private static final String APP = "app";

  private final BundleContext context;
  private final OutboundHttp outbound;
  private final List<ServiceRegistration<NotificationChannel>> registrations = new ArrayList<>();

  /** Called by Declarative Services. */
  @Activate
  public WebhookChannels(
      BundleContext context, @Reference ConfigService config, @Reference OutboundHttp outbound) {
    this.context = context;
    this.outbound = outbound;
    register(config.current());
  }

  private synchronized void register(Config config) {
    stop();
    try {
      for (WebhookSettings settings : WebhookSettings.of(config)) {
        MessageWriter writer = MessageWriter.of(settings.format(), config);
        registrations.add(
            context.registerService(
                NotificationChannel.class,
                new WebhookChannel(settings, writer, outbound, Clock.systemUTC()),
                null));
      }
    } catch (PortalException e) {
      LOG.error("No notification is sent by webhook: {}", e.getMessage());
    }
  }

  @Override
  public void configChanged(Config previous, Config current) {
    if (!previous.value(WebhookSettings.KEY).equals(current.value(WebhookSettings.KEY))
        || !previous.value(APP).equals(current.value(APP))) {
      register(current);
    }
  }

  @Deactivate
  synchronized void stop() {
    registrations.forEach(ServiceRegistration::unregister);
    registrations.clear();
  }
}
