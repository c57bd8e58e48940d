package dev.callboard.notifications.email;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.spi.DeliveryException;
import dev.callboard.notifications.spi.DeliveryResult;
import dev.callboard.notifications.spi.NotificationChannel;
import dev.callboard.notifications.spi.NotificationDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The channel {@code Email}. Thread-safe. */
final class MailChannel implements NotificationChannel {
  private final MailSettings settings;
  private final AddressBook book;
  private final MailText text;
  private final PostOffice office;

  MailChannel(MailSettings settings, AddressBook book, MailText text, PostOffice office) {
    this.settings = settings;
    this.book = book;
    this.text = text;
    this.office = office;
  }

  @Override
  public String id() {
    return "Email";
  }

  @Override
  public Audience audience() {
    return Audience.PERSONAL;
  }

  @Override
  public boolean reachesGroups() {
    return settings.groups();
  }

  @Override
  public boolean wants(Notification notification) {
    return settings.wants(notification);
  }

  @Override
  public int concurrency() {
    return settings.concurrency();
  }

  @Override
  public Duration pause() {
    return settings.pause();
  }

  @Override
  public DeliveryResult deliver(NotificationDelivery delivery) throws DeliveryException {
    List<Notification> wanted = delivery.notifications().stream().filter(settings::wants).toList();
    if (wanted.isEmpty()) {
      return DeliveryResult.done();
    }
    if (delivery.recipient().isEmpty()) {
      return broadcast(delivery, wanted);
    }
    // Who has no address, or none that is allowed, reads it in the portal.
    Optional<String> address = book.of(delivery.recipient().get());
    if (address.isPresent()) {
      office.send(text.mail(delivery, wanted, List.of(address.get()), false));
    }
    return DeliveryResult.done();
  }

  private DeliveryResult broadcast(NotificationDelivery delivery, List<Notification> wanted)
      throws DeliveryException {
    switch (settings.broadcast()) {
      case USERS:
        return DeliveryResult.forEach(book.users());
      case CONFIG:
        office.send(text.mail(delivery, wanted, settings.broadcastTo(), true));
        return DeliveryResult.done();
      default:
        return DeliveryResult.done();
    }
  }
}
