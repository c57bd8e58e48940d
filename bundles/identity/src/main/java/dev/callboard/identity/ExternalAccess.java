package dev.callboard.identity;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The external callers of {@code backend.auth.externalAccess} and of the older {@code
 * backend.auth.keys}.
 */
final class ExternalAccess {
  private static final String KEY = "backend.auth.externalAccess";
  private static final String OLD_KEY = "backend.auth.keys";
  private static final int SHORTEST_TOKEN = 8;

  private final StaticTokens statics = new StaticTokens();
  private final List<ExternalCaller> others = new ArrayList<>();
  private final Clock clock;

  private ExternalAccess(Clock clock) {
    this.clock = clock;
  }

  /** Knows nobody. */
  static ExternalAccess none(Clock clock) {
    return new ExternalAccess(clock);
  }

  /**
   * Reads the configuration.
   *
   * @throws PortalException with code {@code INPUT} that names the entry that is wrong, and never a
   *     token or secret
   */
  static ExternalAccess of(Config config, Clock clock) {
    ExternalAccess access = new ExternalAccess(clock);
    List<Config> entries = config.sections(KEY);
    for (int i = 0; i < entries.size(); i++) {
      access.add(entries.get(i), KEY + "[" + i + "]");
    }
    List<Config> old = config.sections(OLD_KEY);
    for (int i = 0; i < old.size(); i++) {
      String where = OLD_KEY + "[" + i + "]";
      access.addLegacy(old.get(i), "external:backstage-plugin", List.of(), where);
    }
    return access;
  }

  private void add(Config entry, String where) {
    Keys.requireOnly(entry, Set.of("type", "options", "accessRestrictions"), where);
    String type = required(entry, "type", where);
    Config options =
        entry
            .section("options")
            .orElseThrow(() -> PortalException.input(where + " has no object 'options'"));
    List<AccessRestriction> restrictions = AccessRestrictions.of(entry, where);
    String at = where + ".options";
    switch (type) {
      case "static" -> addStatic(options, restrictions, at);
      case "legacy" -> addLegacy(options, subject(options, at), restrictions, at);
      case "jwks" -> addJwks(options, restrictions, at);
      default ->
          throw PortalException.input(
              where + ".type is '" + type + "'; known are static, legacy and jwks");
    }
  }

  private void addStatic(Config options, List<AccessRestriction> restrictions, String where) {
    String token = required(options, "token", where);
    if (token.length() < SHORTEST_TOKEN || hasSpace(token)) {
      throw PortalException.input(
          where + ".token must have at least " + SHORTEST_TOKEN + " characters and no spaces");
    }
    if (!statics.add(token, ExternalCaller.principal(subject(options, where), restrictions))) {
      throw PortalException.input(where + ".token is the same as in an entry before it");
    }
  }

  private void addLegacy(
      Config options, String subject, List<AccessRestriction> restrictions, String where) {
    String secret = required(options, "secret", where);
    if (hasSpace(secret)) {
      throw PortalException.input(where + ".secret must not contain spaces");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(secret);
      if (bytes.length == 0) {
        throw PortalException.input(where + ".secret is empty");
      }
      others.add(new LegacyTokens(bytes, subject, restrictions, clock));
    } catch (IllegalArgumentException e) {
      throw PortalException.input(where + ".secret is not base64");
    }
  }

  private void addJwks(Config options, List<AccessRestriction> restrictions, String where) {
    String url = required(options, "url", where);
    List<String> algorithms = options.strings("algorithm");
    for (String algorithm : algorithms) {
      if (!JwksTokens.ALGORITHMS.contains(algorithm)) {
        throw PortalException.input(
            where + ".algorithm '" + algorithm + "' is not one of " + JwksTokens.ALGORITHMS);
      }
    }
    JwksTokens.Expected expected =
        new JwksTokens.Expected(
            options.strings("issuer"),
            options.strings("audience"),
            algorithms.isEmpty() ? List.copyOf(JwksTokens.ALGORITHMS) : algorithms,
            options.string("subjectPrefix"));
    JwksSource source = new JwksSource(address(url, where), System::nanoTime);
    others.add(new JwksTokens(source, expected, restrictions, clock));
  }

  private static URI address(String url, String where) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below in the same words.
    }
    throw PortalException.input(where + ".url must be an http or https address");
  }

  private static String subject(Config options, String where) {
    String subject = required(options, "subject", where);
    if (hasSpace(subject)) {
      throw PortalException.input(where + ".subject must not contain spaces");
    }
    if (ExternalCaller.name(subject).equals(DefaultPrincipal.ADMIN)) {
      throw PortalException.input(
          where
              + ".subject 'admin' is reserved for the token of the data directory; choose another"
              + " and list it in permission.admins");
    }
    return subject;
  }

  private static String required(Config object, String key, String where) {
    return object
        .string(key)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> PortalException.input(where + "." + key + " is missing or empty"));
  }

  private static boolean hasSpace(String text) {
    return text.chars().anyMatch(c -> Character.isWhitespace(c) || c < ' ');
  }

  /** Returns whom a known token belongs to, or empty. */
  Optional<DefaultPrincipal> byKnownToken(String token) {
    return statics.authenticate(token);
  }

  /** Returns whom a signed token belongs to, or empty. */
  Optional<DefaultPrincipal> bySignedToken(String token) {
    for (ExternalCaller caller : others) {
      try {
        Optional<DefaultPrincipal> found = caller.authenticate(token);
        if (found.isPresent()) {
          return found;
        }
      } catch (PortalException e) {
        // Another entry can have the same issuer with another audience, so go on.
        continue;
      }
    }
    return Optional.empty();
  }
}
