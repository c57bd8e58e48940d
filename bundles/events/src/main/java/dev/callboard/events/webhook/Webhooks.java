package dev.callboard.events.webhook;

import static java.util.Objects.requireNonNull;

import dev.callboard.events.bus.EventBus;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventService;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.webhook.WebhookReceiver;
import dev.callboard.platform.webhook.WebhookRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in webhooks whose sender knows a secret, and publishes what they say. Thread-safe. */
@Component(service = Webhooks.class)
public final class Webhooks {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

  private final ConfigService config;
  private final EventService events;
  private final Bus bus;
  private final Clock clock;
  private final WebhookAudit audit;
  private final Deliveries deliveries;
  private final MinuteCounts requests;
  private final WebhookPayload payloads = new WebhookPayload();
  private final Map<String, WebhookReceiver> receivers = new ConcurrentHashMap<>();

  /** Where processes elsewhere hear of events. */
  @FunctionalInterface
  interface Bus {
    boolean publish(String topic, String payload, Set<String> notified);
  }

  /** Called by Declarative Services. */
  @Activate
  public Webhooks(
      @Reference ConfigService config,
      @Reference EventService events,
      @Reference EventBus bus,
      @Reference AuditService audit,
      @Reference IdentityService identity) {
    this(config, events, bus::publish, audit, identity, Clock.systemUTC());
  }

  Webhooks(
      ConfigService config,
      EventService events,
      Bus bus,
      AuditService audit,
      IdentityService identity,
      Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.events = requireNonNull(events, "events is null");
    this.bus = requireNonNull(bus, "bus is null");
    this.audit = new WebhookAudit(audit, identity, clock);
    this.clock = clock;
    deliveries = new Deliveries(clock);
    requests = new MinuteCounts(clock);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addReceiver(WebhookReceiver receiver) {
    if (receivers.putIfAbsent(receiver.topic(), receiver) != null) {
      LOG.warn("Another plugin already receives the webhooks of topic {}", receiver.topic());
    }
  }

  void removeReceiver(WebhookReceiver receiver) {
    receivers.remove(receiver.topic(), receiver);
  }

  /** Refuses an address that sends too much to a topic, before anything of it is read. */
  void admit(String topic, String address) {
    int most = WebhookSettings.of(config.current()).perMinute();
    if (requests.add(topic + " " + address) > most) {
      throw new PortalException(
          ErrorCode.TOO_MANY_REQUESTS,
          "More than " + most + " webhooks came from this address within a minute");
    }
  }

  /**
   * Takes a request.
   *
   * @param address whom it came from
   * @throws PortalException with code {@code NOT_FOUND} for a topic that nobody wants, {@code
   *     NOT_ALLOWED} when the signature is missing or wrong, {@code UNSUPPORTED_MEDIA_TYPE} or
   *     {@code INPUT} for a body that is none
   */
  void receive(WebhookRequest request, String address) {
    Config current = config.current();
    WebhookSettings settings = WebhookSettings.of(current);
    WebhookReceiver receiver = receiver(request.topic(), settings);
    check(receiver, request, current, settings, address);
    Map<String, Object> payload =
        payloads.read(request.header("Content-Type").orElse(""), request.body());
    String delivery = receiver.deliveryId(request).map(Webhooks::printable).orElse("");
    String key = DeliveryKey.of(request, delivery, receiver instanceof GenericReceiver);
    if (!deliveries.isNew(key, settings.remembered(), settings.window())) {
      return;
    }
    try {
      audit.received(request.topic(), delivery, address);
    } catch (RuntimeException e) {
      deliveries.forget(key);
      throw e;
    }
    Map<String, String> metadata = DeliveryKey.metadata(request);
    publish(new Event(request.topic(), payload, metadata));
    translated(receiver, request, payload).forEach(this::publish);
  }

  /** Tells plugins here, and those elsewhere who listen on the bus. */
  private void publish(Event event) {
    events.publish(event);
    try {
      bus.publish(event.topic(), payloads.write(event.payload()), Set.of());
    } catch (PortalException e) {
      LOG.warn("An event of topic {} did not get onto the bus: {}", event.topic(), e.getMessage());
    }
  }

  private WebhookReceiver receiver(String topic, WebhookSettings settings) {
    return Optional.ofNullable(receivers.get(topic))
        .or(
            () ->
                settings.topics().contains(topic)
                    ? Optional.of(new GenericReceiver(topic, clock, settings.window()))
                    : Optional.empty())
        .orElseThrow(() -> PortalException.notFound("No webhooks are received for this topic"));
  }

  private void check(
      WebhookReceiver receiver,
      WebhookRequest request,
      Config current,
      WebhookSettings settings,
      String address) {
    List<String> secrets =
        receiver.secrets(current).stream().filter(secret -> !secret.isBlank()).toList();
    if (secrets.isEmpty() && settings.unsigned().contains(request.topic())) {
      return;
    }
    // All are tried, so that the time does not tell which one it was.
    long right = secrets.stream().filter(secret -> receiver.isSigned(request, secret)).count();
    if (right > 0) {
      return;
    }
    String why = secrets.isEmpty() ? "no secret is configured" : "the signature is wrong";
    audit.refused(request.topic(), why, address);
    throw PortalException.notAllowed("The webhook is not signed with a secret that is known here");
  }

  private static List<Event> translated(
      WebhookReceiver receiver, WebhookRequest request, Map<String, Object> payload) {
    try {
      return receiver.events(request, payload);
    } catch (RuntimeException e) {
      LOG.warn("A webhook of topic {} could not be understood", request.topic(), e);
      return List.of();
    }
  }

  /** What senders choose gets into logs. */
  private static String printable(String text) {
    String clean = text.replaceAll("[^\\x21-\\x7e]", "?");
    return clean.substring(0, Math.min(clean.length(), 200));
  }
}
