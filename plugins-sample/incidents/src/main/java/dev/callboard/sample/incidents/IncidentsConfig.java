package dev.callboard.sample.incidents;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;

/**
 * The section {@code incidents} of the configuration, checked.
 *
 * @param owner {@code incidents.owner}: who owns the entities of incidents, {@code
 *     group:default/operations} unless set
 * @param maxOpen {@code incidents.maxOpen}: how many may be open at a time, 1,000 unless set
 * @param retention {@code incidents.retention}: how long resolved ones are kept, 90 days unless set
 */
public record IncidentsConfig(String owner, int maxOpen, Duration retention) {
  static final int LARGEST_MAX_OPEN = 100_000;

  /** Reads the section. Throws a {@link PortalException} that names the key that is wrong. */
  static IncidentsConfig of(Config config) {
    String owner = config.string("incidents.owner").orElse("group:default/operations");
    long maxOpen = config.number("incidents.maxOpen").orElse(1_000L);
    Duration retention = config.duration("incidents.retention").orElse(Duration.ofDays(90));
    if (maxOpen < 1 || maxOpen > LARGEST_MAX_OPEN) {
      throw PortalException.input(
          "incidents.maxOpen" + at(config, "maxOpen") + " must be 1 to " + LARGEST_MAX_OPEN);
    }
    if (retention.isNegative()) {
      throw PortalException.input(
          "incidents.retention" + at(config, "retention") + " must not be negative");
    }
    return new IncidentsConfig(
        EntityRef.parse(owner, "group", null).toString(), (int) maxOpen, retention);
  }

  private static String at(Config config, String key) {
    return config.origin("incidents." + key).map(origin -> " (" + origin + ")").orElse("");
  }
}
