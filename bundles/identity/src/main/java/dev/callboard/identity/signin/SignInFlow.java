package dev.callboard.identity.signin;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.PasswordSignIn;
import dev.callboard.platform.signin.SignInResult;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way through the page of an identity provider and back, as Backstage's front end expects it.
 *
 * <p>What keeps others out: {@link FlowStates}; the answer goes to allowed origins only, which are
 * checked at both ends; a new session gets a new id and the one before it in this browser ends.
 */
final class SignInFlow {
  private static final Logger LOG = LoggerFactory.getLogger(SignInFlow.class);
  private static final int LONGEST_SCOPE = 1000;

  private final Selection.Finder finder;
  private final FlowStates states;
  private final Sessions sessions;
  private final Completion completion;
  private final PasswordFlow passwords;

  SignInFlow(
      Selection.Finder finder,
      FlowStates states,
      Sessions sessions,
      Completion completion,
      PasswordFlow passwords) {
    this.finder = finder;
    this.states = states;
    this.sessions = sessions;
    this.completion = completion;
    this.passwords = passwords;
  }

  /**
   * What a page asks for when it starts a sign-in; each may be null.
   *
   * @param env the environment
   * @param scope scopes, separated by spaces
   * @param origin where the page is
   * @param flow {@code popup} or {@code redirect}
   * @param redirectUrl where to go in the end
   */
  record Asked(String env, String scope, String origin, String flow, String redirectUrl) {}

  /** Sends the browser to the identity provider, or shows it our own form. */
  Response start(String id, Asked asked, BrowserRequest request) {
    Selection selection = finder.select(id, asked.env());
    FlowState wanted = wanted(asked, selection.settings().origins());
    CookieJar jar = selection.jar(request);
    if (selection.provider() instanceof PasswordSignIn) {
      return passwords.form(selection, wanted, jar);
    }
    selection.redirect();
    FlowStates.Sealed sealed = states.begin(selection, wanted, jar);
    URI page = selection.redirect().start(selection.context(), states.attempt(selection, sealed));
    return Handover.with(jar, Response.status(302).header("Location", page.toASCIIString()));
  }

  private static FlowState wanted(Asked asked, Origins origins) {
    String origin = asked.origin() == null ? origins.app() : asked.origin();
    if (!origins.allows(origin)) {
      throw PortalException.notAllowed(
          "Origin is not allowed; see app.baseUrl and auth.experimentalExtraAllowedOrigins");
    }
    String scope = asked.scope() == null ? "" : asked.scope();
    if (scope.length() > LONGEST_SCOPE) {
      throw PortalException.input("scope is longer than " + LONGEST_SCOPE + " characters");
    }
    return new FlowState("", asked.env(), origin, redirectUrl(asked, origins), scope, 0);
  }

  private static String redirectUrl(Asked asked, Origins origins) {
    String flow = asked.flow() == null ? "popup" : asked.flow();
    switch (flow) {
      case "popup":
        return "";
      case "redirect":
        if (asked.redirectUrl() == null) {
          throw PortalException.input("No redirectUrl provided in request query parameters");
        }
        if (!origins.allowsRedirect(asked.redirectUrl())) {
          throw PortalException.notAllowed(
              "redirectUrl is not allowed; see app.baseUrl and"
                  + " auth.experimentalExtraAllowedOrigins");
        }
        return asked.redirectUrl();
      default:
        throw PortalException.input("flow must be popup or redirect");
    }
  }

  /** Takes the browser back from the identity provider. */
  Response finish(String id, String stateText, String code, String error, BrowserRequest request) {
    finder.provider(id);
    FlowState state = states.open(id, stateText);
    Selection selection = finder.select(id, state.env());
    selection.redirect();
    CookieJar jar = selection.jar(request);
    FlowStates.forget(selection, jar);
    try {
      Map<String, Object> answer =
          completion.guarded(
              id,
              selection.settings(),
              request.address(),
              () -> {
                states.requireSameBrowser(selection, state, request);
                requireCode(code, error);
                SealedAttempt attempt =
                    states.attempt(selection, new FlowStates.Sealed(state, stateText));
                SignInResult person =
                    selection.redirect().finish(selection.context(), attempt, code);
                return complete(selection, person, state, request, jar);
              });
      return Handover.success(selection, state, jar, answer);
    } catch (PortalException e) {
      LOG.info("Sign-in by {} failed: {}", id, e.getMessage());
      return Handover.failure(selection, state, jar, e);
    }
  }

  private static void requireCode(String code, String error) {
    if (code == null || code.isEmpty()) {
      boolean plain = error != null && error.matches("[a-z_]{1,64}");
      throw new PortalException(
          ErrorCode.AUTHENTICATION, "The identity provider refused" + (plain ? ": " + error : ""));
    }
  }

  private Map<String, Object> complete(
      Selection selection,
      SignInResult person,
      FlowState state,
      BrowserRequest request,
      CookieJar jar) {
    Map<String, Object> answer = completion.answer(selection, person, "sign-in", request.address());
    sessions.replace(selection, person, state.scope(), Completion.userOf(answer), jar);
    return answer;
  }
}
