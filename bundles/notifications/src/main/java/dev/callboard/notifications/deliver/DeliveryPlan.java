package dev.callboard.notifications.deliver;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.store.ChannelSettings;
import dev.callboard.notifications.store.Frequency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what a channel is to deliver of what was sent. For one use; nothing blocks. */
final class DeliveryPlan {
  /** More of them would make one message of a room longer than anybody reads. */
  private static final int MOST_RECIPIENTS = 1_000;

  private final DeliveryIds ids;
  private final ObjectMapper mapper;
  private final DeliverySettings settings;
  private final Instant now;
  private final List<DeliveryRow> rows = new ArrayList<>();

  DeliveryPlan(DeliveryIds ids, ObjectMapper mapper, DeliverySettings settings, Instant now) {
    this.ids = ids;
    this.mapper = mapper;
    this.settings = settings;
    this.now = now;
  }

  List<DeliveryRow> rows() {
    return rows;
  }

  /** Adds what a channel is to deliver of all that was sent together. */
  void add(KnownChannel channel, Sent sent) {
    if (channel.shared()) {
      List<String> users =
          sent.kept().stream()
              .flatMap(each -> each.user().stream())
              .limit(MOST_RECIPIENTS)
              .toList();
      add(channel.id(), "", Frequency.IMMEDIATELY, new DeliveryBody(sent.whole(), users));
      return;
    }
    for (int i = 0; i < sent.kept().size(); i++) {
      add(channel.id(), sent.kept().get(i), sent.settings().get(i));
    }
    if (channel.reachesGroups()) {
      for (String group : sent.groups()) {
        add(channel.id(), group, Frequency.IMMEDIATELY, new DeliveryBody(sent.whole(), List.of()));
      }
    }
  }

  /** Adds what a channel is to deliver to one user, or to all when it is for all. */
  void add(String channel, Notification notification, ChannelSettings wanted) {
    if (!wanted.wants(channel, notification)) {
      return;
    }
    boolean atOnce =
        notification.user().isEmpty()
            || notification.payload().severity().compareTo(settings.atOnce()) >= 0;
    add(
        channel,
        notification.user().orElse(""),
        atOnce ? Frequency.IMMEDIATELY : wanted.frequency(channel),
        new DeliveryBody(notification, List.of()));
  }

  private void add(String channel, String user, Frequency frequency, DeliveryBody body) {
    rows.add(
        new DeliveryRow(
            ids.next(now.toEpochMilli()),
            channel,
            user,
            frequency == Frequency.IMMEDIATELY ? "" : frequency.word(),
            DeliveryBody.write(mapper, body),
            false,
            now.toEpochMilli(),
            settings.due(frequency, now),
            0,
            Optional.empty()));
  }

  /**
   * What was sent at once.
   *
   * @param whole as it is told to rooms and groups
   * @param kept what each user has
   * @param settings what each of them wants
   * @param groups to whom it was sent, by their references
   */
  record Sent(
      Notification whole,
      List<Notification> kept,
      List<ChannelSettings> settings,
      Set<String> groups) {}
}
