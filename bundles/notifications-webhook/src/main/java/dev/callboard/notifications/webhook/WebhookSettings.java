package dev.callboard.notifications.webhook;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.webhook.WebhookSignature;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of {@code notifications.processors.webhook}. It is not shown as text: an address of a
 * chat is a secret as a whole.
 *
 * @param id by which its deliveries are remembered
 * @param url where to
 * @param format in which form
 * @param signature signs what is sent, or empty
 * @param headers sent along, such as a token
 * @param least what matters least of all that is sent
 * @param most what matters most of all that is sent
 * @param topics what is sent; empty for all
 * @param excludedTopics what is not sent
 * @param origins from whom; empty for all
 * @param pause after each request
 */
record WebhookSettings(
    String id,
    String url,
    Format format,
    Optional<WebhookSignature> signature,
    Map<String, String> headers,
    NotificationSeverity least,
    NotificationSeverity most,
    Set<String> topics,
    Set<String> excludedTopics,
    Set<String> origins,
    Duration pause) {
  static final String KEY = "notifications.processors.webhook";

  /** In which form something is told. */
  enum Format {
    /** A CloudEvent 1.0 in structured JSON, signed. */
    CLOUDEVENTS,
    /** Blocks for an incoming webhook of Slack. */
    SLACK,
    /** An Adaptive Card for an incoming webhook of Teams. */
    TEAMS
  }

  static List<WebhookSettings> of(Config config) {
    List<WebhookSettings> found = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Config each : config.sections(KEY)) {
      WebhookSettings settings = read(each);
      if (!ids.add(settings.id())) {
        throw PortalException.input(KEY + ": the id '" + settings.id() + "' stands twice");
      }
      found.add(settings);
    }
    return List.copyOf(found);
  }

  private static WebhookSettings read(Config config) {
    String id = config.string("id").orElse("");
    if (!id.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw PortalException.input(
          KEY + ": each needs an 'id' of 1 to 40 small letters, digits and hyphens");
    }
    String where = KEY + " '" + id + "': ";
    String url = config.string("url").orElse("");
    checkUrl(where, url);
    Format format = one(where, "format", config, Format.values(), Format.CLOUDEVENTS);
    Optional<WebhookSignature> signature =
        config.string("secret").map(secret -> WebhookSignature.of(where, secret));
    if (format == Format.CLOUDEVENTS && signature.isEmpty()) {
      throw PortalException.input(
          where + "'secret' is missing; the receiver knows by it who sent the request");
    }
    NotificationSeverity[] all = NotificationSeverity.values();
    return new WebhookSettings(
        id,
        url,
        format,
        signature,
        headers(where, config),
        one(where, "filter.minSeverity", config, all, NotificationSeverity.LOW),
        one(where, "filter.maxSeverity", config, all, NotificationSeverity.CRITICAL),
        Set.copyOf(config.strings("filter.topics")),
        Set.copyOf(config.strings("filter.excludedTopics")),
        Set.copyOf(config.strings("filter.origins")),
        config.duration("throttleInterval").orElse(Duration.ofMillis(100)));
  }

  private static Map<String, String> headers(String where, Config config) {
    Map<String, String> headers = new java.util.LinkedHashMap<>();
    for (String name : config.section("headers").map(Config::keys).orElse(Set.of())) {
      String value = config.section("headers").flatMap(all -> all.string(name)).orElse("");
      if (!name.matches("[A-Za-z0-9-]{1,64}")
          || value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
        throw PortalException.input(where + "'headers' must be names with texts of one line");
      }
      headers.put(name, value);
    }
    return Map.copyOf(headers);
  }

  private static void checkUrl(String where, String url) {
    try {
      URI uri = new URI(url);
      boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      // Answered below, without the URL: it may have a secret in its path.
    }
    throw PortalException.input(
        where + "'url' must be an http or https URL with a host and without a user name");
  }

  private static <E extends Enum<E>> E one(
      String where, String key, Config config, E[] values, E preset) {
    Optional<String> word = config.string(key);
    if (word.isEmpty()) {
      return preset;
    }
    return Arrays.stream(values)
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word.get()))
        .findFirst()
        .orElseThrow(
            () ->
                PortalException.input(
                    where
                        + "'"
                        + key
                        + "' must be one of "
                        + Arrays.toString(values).toLowerCase(Locale.ROOT)));
  }

  boolean wants(Notification notification) {
    NotificationSeverity severity = notification.payload().severity();
    Optional<String> topic = notification.payload().topic();
    return severity.compareTo(least) >= 0
        && severity.compareTo(most) <= 0
        && (topics.isEmpty() || topic.filter(topics::contains).isPresent())
        && topic.stream().noneMatch(excludedTopics::contains)
        && (origins.isEmpty() || origins.contains(notification.origin()));
  }

  @Override
  public String toString() {
    return id;
  }
}
