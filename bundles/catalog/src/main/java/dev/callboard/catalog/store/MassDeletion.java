package dev.callboard.catalog.store;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;

/**
 * How much one reading of a root may delete before somebody is asked: more than {@code minimum}
 * entities and more than {@code percent} of what the root lists is held.
 *
 * @param enabled whether anything is held at all ({@code catalog.massDeletion.enabled})
 * @param minimum so many always go ({@code catalog.massDeletion.minimum})
 * @param percent such a part always goes ({@code catalog.massDeletion.percent})
 * @param confirmations how many readings in a row have to say the same until it is done without
 *     anybody's approval, 0 for never ({@code catalog.massDeletion.confirmations})
 */
public record MassDeletion(boolean enabled, int minimum, int percent, int confirmations) {
  /** What holds when nothing is configured. */
  public static final MassDeletion DEFAULT = new MassDeletion(true, 100, 20, 0);

  /** Holds nothing back: for what somebody asked for. */
  public static final MassDeletion UNGUARDED = new MassDeletion(false, 0, 0, 0);

  /**
   * Reads the configuration.
   *
   * @throws PortalException with code {@code INPUT} that names the key that is wrong
   */
  public static MassDeletion of(Config config) {
    return new MassDeletion(
        config.bool("catalog.massDeletion.enabled").orElse(DEFAULT.enabled),
        number(config, "catalog.massDeletion.minimum", DEFAULT.minimum, Integer.MAX_VALUE),
        number(config, "catalog.massDeletion.percent", DEFAULT.percent, 100),
        number(
            config,
            "catalog.massDeletion.confirmations",
            DEFAULT.confirmations,
            Integer.MAX_VALUE));
  }

  private static int number(Config config, String key, int otherwise, int most) {
    long value = config.number(key).orElse((long) otherwise);
    if (value < 0 || value > most) {
      throw PortalException.input(
          key + " is " + value + ", it has to be a number from 0 to " + most);
    }
    return (int) value;
  }

  /** Returns whether deleting so many of so many has to be held. */
  public boolean holds(int deleted, int owned) {
    return enabled && deleted > minimum && deleted * 100L > (long) owned * percent;
  }

  /** Returns the same, but with everything held, or with everything that is new let through. */
  public MassDeletion decided(boolean held) {
    return new MassDeletion(enabled, held ? 0 : Integer.MAX_VALUE, 0, confirmations);
  }
}
