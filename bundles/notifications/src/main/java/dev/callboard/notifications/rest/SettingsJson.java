package dev.callboard.notifications.rest;

import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.notifications.send.DefaultNotificationService;
import dev.callboard.notifications.store.ChannelSettings;
import dev.callboard.notifications.store.Choice;
import dev.callboard.notifications.store.Frequency;
import dev.callboard.notifications.store.Preference;
import dev.callboard.notifications.store.UserSettings;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a user turned on and off, as JSON. */
final class SettingsJson {
  /** More choices than anybody makes by hand. */
  private static final int MOST = 2_000;

  private static final int LONGEST = 500;

  private SettingsJson() {}

  /**
   * Returns the settings.
   *
   * @param channels those that there are
   * @param origins who has sent something to the user
   */
  static Map<String, Object> of(
      ChannelSettings settings, Set<String> channels, List<String> origins) {
    List<Object> all = new ArrayList<>();
    for (String channel : channels) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", channel);
      settings.channel(channel).ifPresent(is -> json.put("enabled", is));
      if (!channel.equals(DefaultNotificationService.WEB)) {
        json.put("frequency", settings.frequency(channel).word());
      }
      json.put("minSeverity", severity(settings.preference(channel)));
      json.put("origins", origins(settings, channel, origins));
      all.add(json);
    }
    return Map.of("channels", all);
  }

  private static String severity(Preference preference) {
    return preference
        .minSeverity()
        .orElse(NotificationSeverity.LOW)
        .name()
        .toLowerCase(Locale.ROOT);
  }

  private static List<Object> origins(
      ChannelSettings settings, String channel, List<String> known) {
    Set<String> names = new TreeSet<>(known);
    for (Choice choice : settings.all().keySet()) {
      if (choice.channel().equals(channel) && !choice.origin().isEmpty()) {
        names.add(choice.origin());
      }
    }
    List<Object> origins = new ArrayList<>();
    for (String name : names) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", name);
      json.put("enabled", settings.isEnabled(channel, name));
      List<Object> topics = new ArrayList<>();
      settings
          .all()
          .forEach(
              (choice, enabled) -> {
                if (choice.channel().equals(channel)
                    && choice.origin().equals(name)
                    && !choice.topic().isEmpty()) {
                  topics.add(Map.of("id", choice.topic(), "enabled", enabled));
                }
              });
      json.put("topics", topics);
      origins.add(json);
    }
    return origins;
  }

  /** Reads what a user wants; what Backstage does not know may be missing. */
  static UserSettings settings(Map<String, Object> body) {
    Map<Choice, Boolean> choices = new LinkedHashMap<>();
    Map<String, Preference> preferences = new LinkedHashMap<>();
    for (Map<?, ?> channel : list(body == null ? null : body.get("channels"), "channels")) {
      String id = id(channel, "channels[].id");
      preferences.put(id, preference(id, channel));
      if (channel.get("enabled") != null) {
        choices.put(new Choice(id, "", ""), enabled(channel, "channels[].enabled"));
      }
      for (Map<?, ?> origin : optional(channel.get("origins"), "channels[].origins")) {
        String from = id(origin, "channels[].origins[].id");
        choices.put(new Choice(id, from, ""), enabled(origin, "channels[].origins[].enabled"));
        for (Map<?, ?> topic : optional(origin.get("topics"), "channels[].origins[].topics")) {
          choices.put(
              new Choice(id, from, id(topic, "channels[].origins[].topics[].id")),
              enabled(topic, "channels[].origins[].topics[].enabled"));
        }
      }
    }
    preferences.values().removeIf(Preference.NONE::equals);
    if (choices.size() + preferences.size() > MOST) {
      throw PortalException.input("The settings have more than " + MOST + " choices");
    }
    return new UserSettings(choices, preferences);
  }

  private static Preference preference(String id, Map<?, ?> channel) {
    Optional<Frequency> frequency =
        word(channel, "frequency").map(word -> Preference.frequency("channels[]", word));
    if (id.equals(DefaultNotificationService.WEB)
        && frequency.filter(each -> each != Frequency.IMMEDIATELY).isPresent()) {
      throw PortalException.input("channels[].frequency of the channel Web is immediately");
    }
    return new Preference(
        frequency,
        word(channel, "minSeverity").map(word -> Preference.severity("channels[]", word)));
  }

  private static Optional<String> word(Map<?, ?> json, String field) {
    Object value = json.get(field);
    if (value != null && !(value instanceof String)) {
      throw PortalException.input("channels[]." + field + " must be a text");
    }
    return Optional.ofNullable((String) value);
  }

  private static List<Map<?, ?>> optional(Object value, String field) {
    return value == null ? List.of() : list(value, field);
  }

  private static List<Map<?, ?>> list(Object value, String field) {
    if (!(value instanceof List<?> items)) {
      throw PortalException.input(field + " must be a list");
    }
    List<Map<?, ?>> objects = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> map)) {
        throw PortalException.input(field + " must be a list of objects");
      }
      objects.add(map);
    }
    return objects;
  }

  private static String id(Map<?, ?> json, String field) {
    if (json.get("id") instanceof String text
        && !text.isEmpty()
        && text.length() <= LONGEST
        && text.indexOf('\0') < 0) {
      return text;
    }
    throw PortalException.input(field + " must be a text of 1 to " + LONGEST + " characters");
  }

  private static boolean enabled(Map<?, ?> json, String field) {
    if (json.get("enabled") instanceof Boolean is) {
      return is;
    }
    throw PortalException.input(field + " must be true or false");
  }
}
