package dev.callboard.identity.access;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access tokens of users. A change counts at once on all nodes: each use looks into the
 * database. Thread-safe; blocks on the database.
 */
public final class AccessTokens {
  private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

  /** How exactly the last use is known. */
  private static final Duration USED_STEP = Duration.ofMinutes(1);

  private final Parts parts;
  private final SecureRandom random = new SecureRandom();

  /**
   * What this is made of.
   *
   * @param database where tokens are kept, if it is there now
   * @param audit who is told of changes, if it is there now
   * @param settings the configuration now
   * @param inCatalog whether the catalog knows a user; true when it cannot say
   * @param clock what time it is
   */
  public record Parts(
      Supplier<Optional<PluginDatabase>> database,
      Supplier<Optional<AuditService>> audit,
      Supplier<AccessTokenSettings> settings,
      Predicate<String> inCatalog,
      Clock clock) {}

  /** Creates the tokens; nothing is read yet. */
  public AccessTokens(Parts parts) {
    this.parts = parts;
  }

  /** A token that was just made, with the one look at what to copy. */
  record Made(AccessToken token, String text) {}

  Made create(PortalPrincipal user, AccessTokenWish wish) {
    AccessTokenSettings settings = enabled();
    Instant now = now();
    AccessTokenText text = AccessTokenText.random(random);
    AccessToken token =
        new AccessToken(
            text.id(),
            user.getName(),
            wish.name(),
            wish.scopes(),
            parts.inCatalog().test(user.getName()),
            now,
            now.plus(wish.lifetime(settings)),
            Optional.empty());
    AuditEvent event =
        event("access-token-create", user, token)
            .meta("scopes", Scopes.json(token.scopes()))
            .meta("expires", token.expires().toString())
            .build();
    write(
        connection -> {
          AccessTokenTable.deleteEnded(connection, token.user(), now.getEpochSecond());
          if (AccessTokenTable.of(connection, token.user()).size() >= settings.perUser()) {
            throw PortalException.conflict(
                "You have " + settings.perUser() + " access tokens already; revoke one first");
          }
          AccessTokenTable.insert(connection, new AccessTokenTable.Row(token, text.digest()));
          record(connection, event);
          return null;
        });
    return new Made(token, text.whole());
  }

  /** Returns the tokens of a user that have not ended, the newest first. */
  List<AccessToken> of(String user) {
    Instant now = now();
    return read(connection -> AccessTokenTable.of(connection, user)).stream()
        .filter(token -> token.expires().isAfter(now))
        .toList();
  }

  /**
   * Ends a token.
   *
   * @param mine says whether it is one that the caller may see; another one is not there
   */
  void revoke(PortalPrincipal by, String id, Predicate<AccessToken> mine) {
    write(
        connection -> {
          AccessToken token =
              AccessTokenTable.find(connection, id)
                  .map(AccessTokenTable.Row::token)
                  .filter(mine)
                  .orElseThrow(() -> PortalException.notFound("There is no such access token"));
          AccessTokenTable.delete(connection, id);
          record(connection, event("access-token-revoke", by, token).build());
          return null;
        });
  }

  /** Ends all tokens of a user, and returns how many they were. */
  int revokeAll(PortalPrincipal by, String user) {
    return write(
        connection -> {
          List<AccessToken> tokens = AccessTokenTable.of(connection, user);
          for (AccessToken token : tokens) {
            AccessTokenTable.delete(connection, token.id());
            record(connection, event("access-token-revoke", by, token).build());
          }
          return tokens.size();
        });
  }

  /** Returns whether a bearer token can be none but an access token. */
  public static boolean looksLike(String token) {
    return AccessTokenText.looksLike(token);
  }

  /**
   * Returns the token that a text is, if it is good now.
   *
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} when that cannot be found out
   */
  public Optional<AccessToken> authenticate(String text) {
    Optional<AccessTokenText> parsed = AccessTokenText.parse(text);
    if (parsed.isEmpty() || !parts.settings().get().enabled()) {
      return Optional.empty();
    }
    Instant now = now();
    Optional<AccessToken> token =
        read(connection -> AccessTokenTable.find(connection, parsed.get().id()))
            .filter(row -> parsed.get().matches(row.digest()))
            .map(AccessTokenTable.Row::token)
            .filter(known -> known.expires().isAfter(now))
            .filter(known -> !known.inCatalog() || parts.inCatalog().test(known.user()));
    token.ifPresent(known -> noteUse(known, now));
    return token;
  }

  /** A use that cannot be noted is no reason to refuse it. */
  private void noteUse(AccessToken token, Instant now) {
    if (token.used().filter(last -> last.plus(USED_STEP).isAfter(now)).isPresent()) {
      return;
    }
    try {
      write(
          connection -> {
            AccessTokenTable.used(connection, token.id(), now.getEpochSecond());
            return null;
          });
    } catch (PortalException e) {
      LOG.debug("The last use of an access token was not noted: {}", e.getMessage());
    }
  }

  private AccessTokenSettings enabled() {
    AccessTokenSettings settings = parts.settings().get();
    if (!settings.enabled()) {
      throw PortalException.notAllowed(
          "Access tokens are switched off (auth.accessTokens.enabled)");
    }
    return settings;
  }

  private static AuditEvent.Builder event(String id, PortalPrincipal by, AccessToken token) {
    return AuditEvent.event(id, by)
        .severity(Severity.MEDIUM)
        .target("access-token", token.id())
        .meta("user", token.user())
        .meta("name", token.name());
  }

  /** No change without a record of it. */
  private void record(Connection connection, AuditEvent event) throws SQLException {
    parts
        .audit()
        .get()
        .orElseThrow(() -> PortalException.unavailable("The audit log is not running"))
        .record(connection, event);
  }

  private <T> T write(SqlWork<T> work) {
    try {
      return database().write(work);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private <T> T read(SqlWork<T> work) {
    try {
      return database().read(work);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private PluginDatabase database() {
    return parts.database().get().orElseThrow(() -> unavailable(null));
  }

  private static PortalException unavailable(SQLException cause) {
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The access tokens cannot be reached, try again later",
        cause);
  }

  private Instant now() {
    return Instant.ofEpochSecond(parts.clock().instant().getEpochSecond());
  }
}
