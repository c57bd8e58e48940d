package dev.callboard.notifications.store;

import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.platform.error.PortalException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a user wants of a channel as a whole.
 *
 * @param frequency when it brings what it has, or empty for what is configured
 * @param minSeverity what matters least of all that it brings, or empty for what is configured
 */
public record Preference(
    Optional<Frequency> frequency, Optional<NotificationSeverity> minSeverity) {
  /** Nothing was chosen. */
  public static final Preference NONE = new Preference(Optional.empty(), Optional.empty());

  /** Reads a frequency; the place is for the message. */
  public static Frequency frequency(String where, String word) {
    return Frequency.of(word)
        .orElseThrow(
            () -> PortalException.input(where + ".frequency must be immediately, hourly or daily"));
  }

  /** Reads a severity; the place is for the message. */
  public static NotificationSeverity severity(String where, String word) {
    return Arrays.stream(NotificationSeverity.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                PortalException.input(
                    where + ".minSeverity must be low, normal, high or critical"));
  }

  /** Returns this, with what is missing taken from another one. */
  public Preference or(Preference other) {
    return new Preference(frequency.or(other::frequency), minSeverity.or(other::minSeverity));
  }
}
