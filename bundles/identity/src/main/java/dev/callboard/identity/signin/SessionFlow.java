package dev.callboard.identity.signin;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.HeaderSignIn;
import dev.callboard.platform.signin.SignInResult;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows a sign-in: fresh tokens for a session, and its end. */
final class SessionFlow {
  private static final Logger LOG = LoggerFactory.getLogger(SessionFlow.class);

  private final Selection.Finder finder;
  private final Sessions sessions;
  private final Completion completion;

  SessionFlow(Selection.Finder finder, Sessions sessions, Completion completion) {
    this.finder = finder;
    this.sessions = sessions;
    this.completion = completion;
  }

  /** Gives the page a fresh token. */
  Response refresh(String id, String env, BrowserRequest request) {
    Selection selection = finder.select(id, env);
    CookieJar jar = selection.jar(request);
    if (selection.provider() instanceof HeaderSignIn headers) {
      return Handover.with(jar, Response.ok(byHeaders(selection, headers, request)));
    }
    request.requireScript();
    selection.requireSessions();
    if (jar.get(selection.refreshCookie()).isEmpty()) {
      // What every page does first; nobody tried anything.
      sessions.refresh(selection, jar);
    }
    Map<String, Object> answer =
        completion.guarded(
            id,
            selection.settings(),
            request.address(),
            () -> {
              SignInResult person = sessions.refresh(selection, jar);
              return completion.answer(selection, person, "refresh", request.address());
            });
    return Handover.with(jar, Response.ok(answer));
  }

  private Map<String, Object> byHeaders(
      Selection selection, HeaderSignIn provider, BrowserRequest request) {
    List<String> proxies = selection.context().config().strings("trustedProxies");
    return completion.guarded(
        selection.id(),
        selection.settings(),
        request.address(),
        () -> {
          if (!Networks.of(proxies).contains(request.peer()) || !knowsSecret(selection, request)) {
            throw new PortalException(
                ErrorCode.AUTHENTICATION, "Sign-in is possible through the proxy only");
          }
          SignInResult person = provider.signIn(selection.context(), request::header);
          return completion.answer(selection, person, "sign-in", request.address());
        });
  }

  /** An address can be shared by others on its machine; a secret, if there is one, cannot. */
  private static boolean knowsSecret(Selection selection, BrowserRequest request) {
    Optional<String> secret = selection.context().config().string("sharedSecret");
    String told = request.header("x-callboard-proxy-secret");
    return secret.isEmpty() || told != null && Vault.same(secret.get(), told);
  }

  /** Ends the session. */
  Response logout(String id, String env, BrowserRequest request) {
    Selection selection = finder.select(id, env);
    selection.requireSessions();
    request.requireScript();
    CookieJar jar = selection.jar(request);
    sessions
        .logout(selection, jar)
        .ifPresent(
            session -> {
              try {
                selection.logout(session.refreshToken());
              } catch (PortalException e) {
                LOG.warn("{} did not end the session on its side: {}", id, e.getMessage());
              }
            });
    return Handover.with(jar, Response.ok());
  }
}
