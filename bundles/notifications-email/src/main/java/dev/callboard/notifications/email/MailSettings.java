package dev.callboard.notifications.email;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code notifications.processors.email}, with the keys of Backstage and some more.
 *
 * @param server where mail is handed in
 * @param sender who sends, a name and an address or an address alone
 * @param replyTo to whom answers go
 * @param broadcast who gets what is for everyone
 * @param broadcastTo the addresses, when these are configured ones
 * @param concurrency how many are sent side by side
 * @param pause after so many
 * @param least what matters least of all that is sent
 * @param most what matters most of all that is sent
 * @param excludedTopics what is not sent
 * @param allowed the only addresses that are sent to; empty for all
 * @param denied addresses that are never sent to
 * @param domains the only domains that are sent to; empty for all
 * @param groups whether the mailbox of a group gets what is sent to the group
 */
record MailSettings(
    MailServer server,
    String sender,
    Optional<String> replyTo,
    Broadcast broadcast,
    List<String> broadcastTo,
    int concurrency,
    Duration pause,
    NotificationSeverity least,
    NotificationSeverity most,
    Set<String> excludedTopics,
    Set<String> allowed,
    Set<String> denied,
    Set<String> domains,
    boolean groups) {
  static final String KEY = "notifications.processors.email";

  private static final long MOST_CONCURRENT = 20;

  /** Who gets what is for everyone. */
  enum Broadcast {
    /** Nobody. */
    NONE,
    /** Some addresses. */
    CONFIG,
    /** Each user of the catalog. */
    USERS
  }

  static MailSettings of(Config all) {
    Config config = all.section(KEY).orElseThrow(() -> wrong("is missing"));
    String sender = config.string("sender").orElseThrow(() -> wrong("sender is missing"));
    checkAddress("sender", sender);
    config.string("replyTo").ifPresent(address -> checkAddress("replyTo", address));
    Broadcast broadcast =
        one("broadcastConfig.receiver", config, Broadcast.values(), Broadcast.NONE);
    List<String> to = config.strings("broadcastConfig.receiverEmails");
    to.forEach(address -> checkAddress("broadcastConfig.receiverEmails", address));
    if (broadcast == Broadcast.CONFIG && to.isEmpty()) {
      throw wrong("broadcastConfig.receiverEmails is missing");
    }
    long concurrency = config.number("concurrencyLimit").orElse(2L);
    if (concurrency < 1 || concurrency > MOST_CONCURRENT) {
      throw wrong("concurrencyLimit must be from 1 to " + MOST_CONCURRENT);
    }
    NotificationSeverity[] severities = NotificationSeverity.values();
    return new MailSettings(
        MailServer.of(config),
        sender,
        config.string("replyTo"),
        broadcast,
        List.copyOf(to),
        (int) concurrency,
        config.duration("throttleInterval").orElse(Duration.ofMillis(100)),
        one("filter.minSeverity", config, severities, NotificationSeverity.LOW),
        one("filter.maxSeverity", config, severities, NotificationSeverity.CRITICAL),
        Set.copyOf(config.strings("filter.excludedTopics")),
        small(config.strings("allowlistEmailAddresses")),
        small(config.strings("denylistEmailAddresses")),
        small(config.strings("allowedDomains")),
        config.bool("groups").orElse(false));
  }

  private static void checkAddress(String key, String text) {
    int angle = text.indexOf('<');
    String address =
        angle >= 0 && text.endsWith(">") ? text.substring(angle + 1, text.length() - 1) : text;
    boolean plain = text.chars().noneMatch(Character::isISOControl);
    if (!plain || AddressBook.valid(address).isEmpty()) {
      throw wrong(key + " must be an address such as 'Portal <portal@example.com>'");
    }
  }

  private static <E extends Enum<E>> E one(String key, Config config, E[] values, E preset) {
    Optional<String> word = config.string(key);
    if (word.isEmpty()) {
      return preset;
    }
    return Arrays.stream(values)
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word.get()))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(key + " must be one of " + Arrays.toString(values).toLowerCase(Locale.ROOT)));
  }

  private static Set<String> small(List<String> texts) {
    Set<String> small = new LinkedHashSet<>();
    texts.forEach(text -> small.add(text.toLowerCase(Locale.ROOT)));
    return Set.copyOf(small);
  }

  static PortalException wrong(String what) {
    return PortalException.input(KEY + ": " + what);
  }

  boolean wants(Notification notification) {
    NotificationSeverity severity = notification.payload().severity();
    return severity.compareTo(least) >= 0
        && severity.compareTo(most) <= 0
        && notification.payload().topic().stream().noneMatch(excludedTopics::contains);
  }
}
