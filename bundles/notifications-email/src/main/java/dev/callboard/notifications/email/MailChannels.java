package dev.callboard.notifications.email;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.notifications.spi.NotificationChannel;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the channel when {@code notifications.processors.email} is there, and follows it. */
@Component(immediate = true, service = ConfigListener.class)
public final class MailChannels implements ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(MailChannels.class);
  private static final String APP = "app";

  private final BundleContext context;
  private final CatalogService catalog;
  private final IdentityService identity;
  private ServiceRegistration<NotificationChannel> registration;

  /** Called by Declarative Services. */
  @Activate
  public MailChannels(
      BundleContext context,
      @Reference ConfigService config,
      @Reference CatalogService catalog,
      @Reference IdentityService identity) {
    this.context = context;
    this.catalog = catalog;
    this.identity = identity;
    register(config.current());
  }

  private synchronized void register(Config config) {
    stop();
    if (config.section(MailSettings.KEY).isEmpty()) {
      return;
    }
    try {
      MailSettings settings = MailSettings.of(config);
      AddressBook book = new AddressBook(settings, catalog, identity.system("notifications-email"));
      MailText text =
          new MailText(
              config.string("app.baseUrl").orElse(""),
              config.string("app.title").orElse("Callboard"));
      registration =
          context.registerService(
              NotificationChannel.class,
              new MailChannel(settings, book, text, new SmtpPostOffice(settings)),
              null);
    } catch (PortalException e) {
      LOG.error("No notification is sent by mail: {}", e.getMessage());
    }
  }

  @Override
  public void configChanged(Config previous, Config current) {
    if (!previous.value(MailSettings.KEY).equals(current.value(MailSettings.KEY))
        || !previous.value(APP).equals(current.value(APP))) {
      register(current);
    }
  }

  @Deactivate
  synchronized void stop() {
    if (registration != null) {
      registration.unregister();
      registration = null;
    }
  }
}
