package dev.callboard.notifications.store;

import java.util.Map;

/**
 * What a user chose.
 *
 * @param choices what is on and off
 * @param preferences what is wanted of channels, by their ids
 */
public record UserSettings(Map<Choice, Boolean> choices, Map<String, Preference> preferences) {
  /** Nothing was chosen. */
  public static final UserSettings NONE = new UserSettings(Map.of(), Map.of());

  /** Copies the maps. */
  public UserSettings {
    choices = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(choices));
    preferences = Map.copyOf(preferences);
  }
}
