package dev.callboard.identity.access;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a user asks for.
 *
 * @param name what the user calls it
 * @param scopes what it is limited to
 * @param wanted how long it should be valid, or empty
 */
record AccessTokenWish(String name, List<AccessRestriction> scopes, Optional<Duration> wanted) {
  private static final Pattern NAME = Pattern.compile("\\P{C}{1,100}");
  private static final Set<String> KEYS = Set.of("name", "scopes", "expiresInSeconds");

  /**
   * Reads a request body.
   *
   * @throws PortalException with code {@code INPUT} that names what is wrong
   */
  static AccessTokenWish of(Map<String, Object> body) {
    if (body == null || !KEYS.containsAll(body.keySet())) {
      throw PortalException.input("The body must be an object of " + new TreeSet<>(KEYS));
    }
    if (!(body.get("name") instanceof String name)
        || !NAME.matcher(name).matches()
        || name.isBlank()) {
      throw PortalException.input("name must be a text of 1 to 100 characters");
    }
    return new AccessTokenWish(
        name, Scopes.read(body.get("scopes")), wanted(body.get("expiresInSeconds")));
  }

  private static Optional<Duration> wanted(Object seconds) {
    if (seconds == null) {
      return Optional.empty();
    }
    if ((seconds instanceof Integer || seconds instanceof Long)
        && ((Number) seconds).longValue() >= 1) {
      return Optional.of(Duration.ofSeconds(((Number) seconds).longValue()));
    }
    throw PortalException.input("expiresInSeconds must be a whole number of at least 1");
  }

  Duration lifetime(AccessTokenSettings settings) {
    Duration lifetime = wanted.orElse(settings.lifetime());
    if (lifetime.compareTo(settings.longest()) > 0) {
      throw PortalException.input(
          "expiresInSeconds may be "
              + settings.longest().toSeconds()
              + " at the most (auth.accessTokens.maxLifetime)");
    }
    return lifetime;
  }
}
