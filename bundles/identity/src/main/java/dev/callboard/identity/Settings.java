package dev.callboard.identity;

import dev.callboard.identity.access.AccessTokenSettings;
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
 * @param access about access tokens of users
 * @param seal how keys are stored
 * @param problem what is wrong with the latest configuration, or empty
 * @param usable whether this comes from a configuration that was right
 * @param clock what time it is
 */
record Settings(
    TokenSettings tokens,
    GuestSettings guest,
    ExternalAccess external,
    AccessTokenSettings access,
    KeySeal seal,
    Optional<String> problem,
    boolean usable,
    Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

  /** Reads the first configuration; with a wrong one, only the administrator is known. */
  static Settings starting(Config config, Optional<String> port, Clock clock) {
    try {
      return read(config, port, clock);
    } catch (PortalException e) {
      LOG.error("Only the administrator is let in until auth is right: {}", e.getMessage());
      return new Settings(
          TokenSettings.fallback(),
          GuestSettings.none(),
          ExternalAccess.none(clock),
          AccessTokenSettings.none(),
          sealOr(config, e.getMessage()),
          Optional.of(e.getMessage()),
          false,
          clock);
    }
  }

  /** Another mistake must not have keys written as if nobody wanted them encrypted. */
  private static KeySeal sealOr(Config config, String problem) {
    try {
      return KeySeal.of(config);
    } catch (PortalException e) {
      return KeySeal.unknown(problem);
    }
  }

  /** Reads a changed configuration; when it is wrong, all stays as it was. */
  Settings changed(Config config, Optional<String> port) {
    try {
      return read(config, port, clock);
    } catch (PortalException e) {
      LOG.error("The previous settings of auth stay active: {}", e.getMessage());
      return with(e.getMessage());
    }
  }

  private static Settings read(Config config, Optional<String> port, Clock clock) {
    return new Settings(
        TokenSettings.of(config, port),
        GuestSettings.of(config),
        ExternalAccess.of(config, clock),
        AccessTokenSettings.of(config),
        KeySeal.of(config),
        Optional.empty(),
        true,
        clock);
  }

  private Settings with(String message) {
    return new Settings(tokens, guest, external, access, seal, Optional.of(message), usable, clock);
  }
}
