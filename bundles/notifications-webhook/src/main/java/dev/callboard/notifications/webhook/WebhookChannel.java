package dev.callboard.notifications.webhook;

import dev.callboard.integrations.outbound.OutboundHttp;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.spi.DeliveryException;
import dev.callboard.notifications.spi.DeliveryResult;
import dev.callboard.notifications.spi.NotificationChannel;
import dev.callboard.notifications.spi.NotificationDelivery;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One webhook as a channel. Thread-safe. */
final class WebhookChannel implements NotificationChannel {
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private final WebhookSettings settings;
  private final MessageWriter writer;
  private final OutboundHttp outbound;
  private final Clock clock;

  WebhookChannel(
      WebhookSettings settings, MessageWriter writer, OutboundHttp outbound, Clock clock) {
    this.settings = settings;
    this.writer = writer;
    this.outbound = outbound;
    this.clock = clock;
  }

  @Override
  public String id() {
    return "webhook:" + settings.id();
  }

  @Override
  public Audience audience() {
    return Audience.SHARED;
  }

  @Override
  public boolean wants(Notification notification) {
    return settings.wants(notification);
  }

  @Override
  public Duration pause() {
    return settings.pause();
  }

  @Override
  public DeliveryResult deliver(NotificationDelivery delivery) throws DeliveryException {
    byte[] body = writer.write(delivery);
    Map<String, String> headers = new LinkedHashMap<>(settings.headers());
    headers.put("Content-Type", writer.type());
    if (settings.signature().isPresent()) {
      long seconds = clock.instant().getEpochSecond();
      headers.put("webhook-id", delivery.id());
      headers.put("webhook-timestamp", Long.toString(seconds));
      headers.put(
          "webhook-signature", settings.signature().get().sign(delivery.id(), seconds, body));
    }
    check(post(headers, body));
    return DeliveryResult.done();
  }

  private OutboundHttp.Answer post(Map<String, String> headers, byte[] body)
      throws DeliveryException {
    try {
      return outbound.send(settings.url(), headers, body);
    } catch (PortalException e) {
      String why = e.code() == ErrorCode.INTERNAL ? "it could not be sent" : e.getMessage();
      throw DeliveryException.later(why, null);
    }
  }

  private void check(OutboundHttp.Answer answer) throws DeliveryException {
    if (answer.status() / 100 == 2) {
      return;
    }
    String why = "the host answered " + answer.status();
    Optional<Duration> pause =
        answer.status() == 429 || answer.status() == 503
            ? answer.retryAfter().flatMap(this::pause)
            : Optional.empty();
    throw pause.isPresent()
        ? DeliveryException.after(pause.get(), why)
        : DeliveryException.later(why, null);
  }

  /** RFC 9110, 10.2.3: seconds or a date; nobody is waited for longer than a day. */
  private Optional<Duration> pause(String header) {
    try {
      Duration pause =
          header.matches("[0-9]{1,9}")
              ? Duration.ofSeconds(Long.parseLong(header))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return Optional.of(pause)
          .filter(each -> !each.isNegative())
          .map(each -> each.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : each);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
