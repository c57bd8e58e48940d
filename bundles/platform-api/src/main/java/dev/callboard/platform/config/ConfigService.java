package dev.callboard.platform.config;

import org.osgi.annotation.versioning.ProviderType;

/** Gives out the active configuration. Thread-safe; does not block. */
@ProviderType
public interface ConfigService {
  /**
   * Returns the active configuration. The object never changes: take it once per request, so that a
   * request sees one configuration, and again for the next.
   */
  Config current();
}
