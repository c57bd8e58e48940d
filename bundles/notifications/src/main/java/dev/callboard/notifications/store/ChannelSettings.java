package dev.callboard.notifications.store;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.platform.config.Config;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a notification is wanted, by what a user chose, and else by {@code
 * notifications.defaultSettings}. The more exact choice counts; without one it is wanted.
 */
public final class ChannelSettings {
  private final Map<Choice, Boolean> chosen;
  private final Map<Choice, Boolean> defaults;
  private final Map<String, Preference> preferences;
  private final Map<String, Preference> presets;

  private ChannelSettings(UserSettings user, Config config) {
    chosen = user.choices();
    preferences = user.preferences();
    defaults = defaults(config);
    presets = presets(config);
  }

  /** Returns the settings of a user who chose these. */
  public static ChannelSettings of(UserSettings user, Config config) {
    return new ChannelSettings(user, config);
  }

  private static Map<String, Preference> presets(Config config) {
    String key = "notifications.defaultSettings.channels[]";
    Map<String, Preference> found = new LinkedHashMap<>();
    for (Config channel : config.sections("notifications.defaultSettings.channels")) {
      found.put(
          channel.string("id").orElse(""),
          new Preference(
              channel.string("frequency").map(word -> Preference.frequency(key, word)),
              channel.string("minSeverity").map(word -> Preference.severity(key, word))));
    }
    return found;
  }

  private static Map<Choice, Boolean> defaults(Config config) {
    Map<Choice, Boolean> found = new LinkedHashMap<>();
    for (Config channel : config.sections("notifications.defaultSettings.channels")) {
      String id = channel.string("id").orElse("");
      channel.bool("enabled").ifPresent(is -> found.put(new Choice(id, "", ""), is));
      for (Config origin : channel.sections("origins")) {
        String from = origin.string("id").orElse("");
        origin.bool("enabled").ifPresent(is -> found.put(new Choice(id, from, ""), is));
        for (Config topic : origin.sections("topics")) {
          String about = topic.string("id").orElse("");
          topic.bool("enabled").ifPresent(is -> found.put(new Choice(id, from, about), is));
        }
      }
    }
    return found;
  }

  /** Returns all choices, the user's before the defaults. */
  public Map<Choice, Boolean> all() {
    Map<Choice, Boolean> all = new LinkedHashMap<>(defaults);
    all.putAll(chosen);
    return all;
  }

  /** Returns whether a channel as a whole is on, when somebody said so. */
  public Optional<Boolean> channel(String channel) {
    return find(new Choice(channel, "", ""));
  }

  /** Returns whether what an origin sends is wanted. */
  public boolean isEnabled(String channel, String origin) {
    return channel(channel).orElse(true) && find(new Choice(channel, origin, "")).orElse(true);
  }

  /** Returns whether what an origin sends about a topic is wanted. */
  public boolean isEnabled(String channel, String origin, Optional<String> topic) {
    if (!channel(channel).orElse(true)) {
      return false;
    }
    return topic
        .flatMap(about -> find(new Choice(channel, origin, about)))
        .orElseGet(() -> isEnabled(channel, origin));
  }

  /** Returns what is wanted of a channel as a whole. */
  public Preference preference(String channel) {
    return preferences
        .getOrDefault(channel, Preference.NONE)
        .or(presets.getOrDefault(channel, Preference.NONE));
  }

  /** Returns when a channel brings what it has. */
  public Frequency frequency(String channel) {
    return preference(channel).frequency().orElse(Frequency.IMMEDIATELY);
  }

  /** Returns whether a channel is to bring a notification. */
  public boolean wants(String channel, Notification notification) {
    NotificationSeverity least = preference(channel).minSeverity().orElse(NotificationSeverity.LOW);
    return notification.payload().severity().compareTo(least) >= 0
        && isEnabled(channel, notification.origin(), notification.payload().topic());
  }

  private Optional<Boolean> find(Choice choice) {
    Boolean own = chosen.get(choice);
    return Optional.ofNullable(own != null ? own : defaults.get(choice));
  }
}
