package dev.callboard.notifications.send;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationRecipients;
import dev.callboard.notifications.api.NotificationService;
import dev.callboard.notifications.deliver.Deliveries;
import dev.callboard.notifications.store.ChannelSettings;
import dev.callboard.notifications.store.NotificationStore;
import dev.callboard.notifications.store.UserSettings;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.identity.IdentityService;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Checks, stores and announces notifications. Configuration: {@code notifications.maxPayload},
 * {@code maxRecipients} and {@code defaultSettings}.
 */
@Component(service = NotificationService.class)
public final class DefaultNotificationService implements NotificationService {
  /** The channel that is the portal itself. */
  public static final String WEB = "Web";

  private final ConfigService config;
  private final NotificationStore store;
  private final Processors processors;
  private final Deliveries deliveries;
  private final NotificationSignals signals;
  private final UserResolver resolver;
  private final Clock clock;

  /** Called by Declarative Services. */
  @Activate
  public DefaultNotificationService(
      @Reference ConfigService config,
      @Reference NotificationStore store,
      @Reference Processors processors,
      @Reference Deliveries deliveries,
      @Reference NotificationSignals signals,
      @Reference CatalogService catalog,
      @Reference IdentityService identity) {
    this(
        config,
        store,
        processors,
        deliveries,
        signals,
        new UserResolver(catalog, identity.system("notifications")),
        Clock.systemUTC());
  }

  DefaultNotificationService(
      ConfigService config,
      NotificationStore store,
      Processors processors,
      Deliveries deliveries,
      NotificationSignals signals,
      UserResolver resolver,
      Clock clock) {
    this.config = config;
    this.store = store;
    this.processors = processors;
    this.deliveries = deliveries;
    this.signals = signals;
    this.resolver = resolver;
    this.clock = clock;
  }

  @Override
  public List<Notification> send(
      String origin, NotificationRecipients recipients, NotificationPayload payload) {
    requireNonNull(origin, "origin is null");
    requireNonNull(recipients, "recipients is null");
    PayloadRules.check(
        payload, config.current().bytes("notifications.maxPayload").orElse(16L * 1024));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (recipients.everyone()) {
      Notification all = fresh(Optional.empty(), origin, now, payload);
      ChannelSettings presets = ChannelSettings.of(UserSettings.NONE, config.current());
      return announce(all, List.of(all), List.of(presets), Set.of());
    }
    long most = config.current().number("notifications.maxRecipients").orElse(10_000L);
    List<Notification> fresh = new ArrayList<>();
    List<ChannelSettings> settings = new ArrayList<>();
    UserResolver.Resolved to = resolver.resolve(recipients, most);
    for (String user : to.users()) {
      ChannelSettings own = ChannelSettings.of(store.settings(user), config.current());
      Notification one = fresh(Optional.of(user), origin, now, payload);
      if (own.wants(WEB, one)) {
        fresh.add(one);
        settings.add(own);
      }
    }
    Notification whole = fresh(Optional.empty(), origin, now, payload);
    return announce(whole, fresh, settings, to.groups());
  }

  private Notification fresh(
      Optional<String> user, String origin, Instant now, NotificationPayload payload) {
    Notification fresh =
        new Notification(
            UUID.randomUUID().toString(),
            user,
            origin,
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            payload);
    return processors.before(fresh);
  }

  private List<Notification> announce(
      Notification whole,
      List<Notification> fresh,
      List<ChannelSettings> settings,
      Set<String> groups) {
    List<Notification> kept =
        store.put(
            fresh,
            (connection, stored) -> deliveries.plan(connection, whole, stored, settings, groups));
    for (int i = 0; i < kept.size(); i++) {
      signals.sent(kept.get(i));
      processors.after(kept.get(i), settings.get(i));
    }
    deliveries.wake();
    return kept;
  }
}
