package dev.callboard.catalog.rest.locations;

import dev.callboard.platform.config.Config;

/**
 * What events of source hosts do, from {@code catalog.scmEvents}. As in Backstage {@code true}
 * stands for all; where nothing is said only what is registered is read again.
 *
 * @param refresh whether what changed is read again
 * @param unregister whether locations go whose file or repository is gone
 * @param move whether locations follow their file or repository to its new address
 */
record SourceEventSettings(boolean refresh, boolean unregister, boolean move) {
  private static final String KEY = "catalog.scmEvents";

  static SourceEventSettings of(Config config) {
    Object value = config.value(KEY).orElse(null);
    if (value == null) {
      return new SourceEventSettings(true, false, false);
    }
    if (value instanceof Boolean all) {
      return new SourceEventSettings(all, all, all);
    }
    return new SourceEventSettings(
        config.bool(KEY + ".refresh").orElse(true),
        config.bool(KEY + ".unregister").orElse(true),
        config.bool(KEY + ".move").orElse(true));
  }
}
