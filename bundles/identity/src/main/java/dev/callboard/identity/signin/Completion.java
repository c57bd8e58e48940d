package dev.callboard.identity.signin;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.SignInResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns a person into an answer with a token: limits failures, finds the user, and records how it
 * went before anything is given out.
 */
final class Completion {
  private final Resolvers resolvers;
  private final UserIdentities identities;
  private final AuditService audit;
  private final Attempts attempts;

  Completion(
      Resolvers resolvers, UserIdentities identities, AuditService audit, Attempts attempts) {
    this.resolvers = resolvers;
    this.identities = identities;
    this.audit = audit;
    this.attempts = attempts;
  }

  /** Does something that fails for who does not have the right credentials. */
  <T> T guarded(String provider, SignInSettings settings, String address, Supplier<T> work) {
    String key = "address " + Networks.ofOne(address);
    try {
      return counted(key, settings.perAddress(), settings.window(), work);
    } catch (PortalException e) {
      // Whoever is refused at the door must not fill the audit log.
      if (e.code() != ErrorCode.TOO_MANY_REQUESTS || !attempts.wasRefusedBefore(key)) {
        recordFailure(provider, address, e);
      }
      throw e;
    }
  }

  /** Does something that fails for who is not the owner of an account. */
  <T> T forAccount(Selection selection, String account, Supplier<T> work) {
    SignInSettings settings = selection.settings();
    return counted(selection.id() + " " + account, settings.perAccount(), settings.window(), work);
  }

  private <T> T counted(String key, long limit, Duration window, Supplier<T> work) {
    attempts.begin(key, limit, window);
    try {
      T result = work.get();
      attempts.succeeded(key);
      return result;
    } catch (PortalException e) {
      if (e.code() == ErrorCode.SERVICE_UNAVAILABLE || e.code() == ErrorCode.INTERNAL) {
        // Our failure, not theirs.
        attempts.succeeded(key);
      }
      throw e;
    }
  }

  private void recordFailure(String provider, String address, PortalException failure) {
    audit.record(
        AuditEvent.event("sign-in", identities.actor(Optional.empty()))
            .subAction(provider)
            .severity(Severity.HIGH)
            .target("provider", provider)
            .meta("address", address)
            .meta("error", failure.code().errorName())
            .failed());
  }

  /** Returns the answer for a person: profile, the provider's tokens and, if configured, ours. */
  Map<String, Object> answer(
      Selection selection, SignInResult person, String action, String address) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("providerInfo", person.providerInfo());
    answer.put("profile", profile(person));
    if (Resolvers.configured(selection.context())) {
      String user = user(selection, person);
      audit.record(
          AuditEvent.event("sign-in", identities.actor(Optional.of(user)))
              .subAction(action)
              .target("provider", selection.id())
              .meta("address", address)
              .meta("subject", person.subject())
              .build());
      answer.put("backstageIdentity", identities.issue(user));
    }
    return answer;
  }

  /** Returns the user of an answer, or empty when there is none. */
  static String userOf(Map<String, Object> answer) {
    return answer.get("backstageIdentity") instanceof Map<?, ?> ours
            && ours.get("identity") instanceof Map<?, ?> identity
            && identity.get("userEntityRef") instanceof String user
        ? user
        : "";
  }

  private String user(Selection selection, SignInResult person) {
    String user =
        forAccount(
            selection, person.subject(), () -> resolvers.resolve(selection.context(), person));
    identities.requireWelcome(user);
    return user;
  }

  private static Map<String, Object> profile(SignInResult person) {
    Map<String, Object> profile = new LinkedHashMap<>();
    person.email().ifPresent(email -> profile.put("email", email));
    person.displayName().ifPresent(name -> profile.put("displayName", name));
    person.picture().ifPresent(picture -> profile.put("picture", picture));
    return profile;
  }
}
