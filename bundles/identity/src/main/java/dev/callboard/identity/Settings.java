package dev.callboard.identity;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of this bundle at one moment. A wrong one never takes effect in parts.
 *
 * @param tokens about tokens
 * @param guest about guests
 * @param external the external callers
 * @param problem what is wrong with the latest configuration, or empty
 * @param usable whether the external callers are those of a right configuration
 * @param clock what time it is
 */
record Settings(
    TokenSettings tokens,
    GuestSettings guest,
    ExternalAccess external,
    Optional<String> problem,
    boolean usable,
    Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

  /** Reads the first configuration; with wrong external access, no external caller is known. */
  static Settings starting(Config config, Optional<String> port, Clock clock) {
    try {
      return read(config, port, ExternalAccess.of(config, clock), clock);
    } catch (PortalException e) {
      LOG.error(
          "External callers are refused until the configuration is right: {}", e.getMessage());
      return read(config, port, ExternalAccess.none(clock), clock).with(e.getMessage(), false);
    }
  }

  /** Reads a changed configuration; when it is wrong, all stays as it was. */
  Settings changed(Config config, Optional<String> port) {
    try {
      return read(config, port, ExternalAccess.of(config, clock), clock);
    } catch (PortalException e) {
      LOG.error("The previous settings of auth stay active: {}", e.getMessage());
      return with(e.getMessage(), usable);
    }
  }

  private static Settings read(
      Config config, Optional<String> port, ExternalAccess external, Clock clock) {
    return new Settings(
        TokenSettings.of(config, port),
        GuestSettings.of(config),
        external,
        Optional.empty(),
        true,
        clock);
  }

  private Settings with(String message, boolean isUsable) {
    return new Settings(tokens, guest, external, Optional.of(message), isUsable, clock);
  }
}
