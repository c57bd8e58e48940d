package dev.callboard.notifications.send;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationRecipients;
import dev.callboard.notifications.api.NotificationService;
import dev.callboard.notifications.store.NotificationStore;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.identity.IdentityService;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final NotificationSignals signals;
  private final UserResolver resolver;
  private final Clock clock;

  /** Called by Declarative Services. */
  @Activate
  public DefaultNotificationService(
      @Reference ConfigService config,
      @Reference NotificationStore store,
      @Reference Processors processors,
      @Reference NotificationSignals signals,
      @Reference CatalogService catalog,
      @Reference IdentityService identity) {
    this(
        config,
        store,
        processors,
        signals,
        new UserResolver(catalog, identity.system("notifications")),
        Clock.systemUTC());
  }

  DefaultNotificationService(
      ConfigService config,
      NotificationStore store,
      Processors processors,
      NotificationSignals signals,
      UserResolver resolver,
      Clock clock) {
    this.config = config;
    this.store = store;
    this.processors = processors;
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
      return announce(
          List.of(fresh(Optional.empty(), origin, now, payload)),
          List.of(ChannelSettings.of(Map.of(), config.current())));
    }
    long most = config.current().number("notifications.maxRecipients").orElse(10_000L);
    List<Notification> fresh = new ArrayList<>();
    List<ChannelSettings> settings = new ArrayList<>();
    for (String user : resolver.users(recipients, most)) {
      ChannelSettings own = ChannelSettings.of(store.choices(user), config.current());
      if (own.isEnabled(WEB, origin, payload.topic())) {
        fresh.add(fresh(Optional.of(user), origin, now, payload));
        settings.add(own);
      }
    }
    return announce(fresh, settings);
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

  private List<Notification> announce(List<Notification> fresh, List<ChannelSettings> settings) {
    if (fresh.isEmpty()) {
      return List.of();
    }
    List<Notification> kept = store.put(fresh);
    for (int i = 0; i < kept.size(); i++) {
      signals.sent(kept.get(i));
      processors.after(kept.get(i), settings.get(i));
    }
    return kept;
  }
}
