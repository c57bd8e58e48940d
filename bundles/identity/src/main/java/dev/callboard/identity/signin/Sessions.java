package dev.callboard.identity.signin;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.SignInResult;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The sessions of browsers: begun by a sign-in, continued by the refresh cookie, ended. */
final class Sessions {
  private final Vault vault;
  private final EndedSessions ended;
  private final UserIdentities identities;
  private final Clock clock;
  private final RecentResults recent;

  Sessions(Vault vault, EndedSessions ended, UserIdentities identities, Clock clock) {
    this.vault = vault;
    this.ended = ended;
    this.identities = identities;
    this.clock = clock;
    this.recent = new RecentResults(System::nanoTime);
  }

  /** Begins a session, and ends the one that the browser had. */
  void replace(Selection selection, SignInResult person, String scope, String user, CookieJar jar) {
    of(selection, jar).ifPresent(before -> end(selection, before));
    if (person.refreshToken().isEmpty()) {
      jar.remove(selection.refreshCookie());
      return;
    }
    Object granted = person.providerInfo().get("scope");
    Session session =
        new Session(
            UUID.randomUUID().toString(),
            selection.context().environment(),
            person.subject(),
            user,
            person.refreshToken().get(),
            granted instanceof String text && !text.isEmpty() ? text : scope,
            user.isEmpty() ? now() : Math.max(now(), identities.sessionsFrom(user)),
            now() + selection.sessionSeconds());
    write(selection, session, jar);
  }

  private void write(Selection selection, Session session, CookieJar jar) {
    long seconds = Math.max(0, session.until() - now());
    jar.put(selection.refreshCookie(), session.seal(vault, selection.id()), seconds);
    if (!session.scope().isEmpty()) {
      String scope = URLEncoder.encode(session.scope(), StandardCharsets.UTF_8);
      jar.put(selection.scopeCookie(), scope.replace("+", "%20"), seconds);
    }
  }

  /** Returns the session of a browser if it has not ended. */
  private Optional<Session> of(Selection selection, CookieJar jar) {
    return jar.get(selection.refreshCookie())
        .flatMap(text -> Session.open(vault, selection.id(), text))
        .filter(session -> session.env().equals(selection.context().environment()))
        .filter(session -> session.until() > now())
        .filter(session -> !wasSignedOut(session))
        .filter(session -> !ended.contains(session));
  }

  /** Whether the user has signed out of all browsers since. */
  private boolean wasSignedOut(Session session) {
    return !session.user().isEmpty() && session.begun() < identities.sessionsFrom(session.user());
  }

  /** Asks the identity provider again who it is. */
  SignInResult refresh(Selection selection, CookieJar jar) {
    if (jar.get(selection.refreshCookie()).isEmpty()) {
      throw new PortalException(
          ErrorCode.AUTHENTICATION, "Refresh failed; caused by InputError: Missing session cookie");
    }
    Session session =
        of(selection, jar)
            .orElseThrow(
                () ->
                    new PortalException(
                        ErrorCode.AUTHENTICATION, "Refresh failed; the session has ended"));
    SignInResult person =
        recent.get(
            selection.id() + " " + session.id() + " " + session.refreshToken(),
            () -> selection.refresh(session.refreshToken(), session.scope()));
    if (!person.subject().equals(session.subject())) {
      throw new PortalException(
          ErrorCode.AUTHENTICATION, "Refresh failed; the session belongs to somebody else");
    }
    person
        .refreshToken()
        .filter(token -> !token.equals(session.refreshToken()))
        .ifPresent(token -> write(selection, session.withRefreshToken(token), jar));
    return person;
  }

  /** Ends the session of a browser, here and at the identity provider. */
  Optional<Session> logout(Selection selection, CookieJar jar) {
    Optional<Session> session = of(selection, jar);
    session.map(Session::user).filter(user -> !user.isEmpty()).ifPresent(identities::endTokens);
    session.ifPresent(found -> end(selection, found));
    jar.remove(selection.refreshCookie());
    jar.remove(selection.scopeCookie());
    return session;
  }

  private void end(Selection selection, Session session) {
    ended.end(
        session,
        now(),
        AuditEvent.event("sign-out", identities.actor(Optional.empty()))
            .target("provider", selection.id())
            .meta("subject", session.subject())
            .meta("session", session.id())
            .build());
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
