package dev.callboard.catalog.rest.locations;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;

/** Refuses changes while {@code catalog.readonly} is set. */
final class ReadOnly {
  private final ConfigService config;

  ReadOnly(ConfigService config) {
    this.config = config;
  }

  void check() {
    if (config.current().bool("catalog.readonly").orElse(false)) {
      throw PortalException.notAllowed("This operation not allowed in readonly mode");
    }
  }
}
