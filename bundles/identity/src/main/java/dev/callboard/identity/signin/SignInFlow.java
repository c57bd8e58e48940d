package dev.callboard.identity.signin;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.SignInResult;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way through the page of an identity provider and back, as Backstage's front end expects it.
 *
 * <p>What keeps others out: the state is sealed by the server, names the cookie of the browser that
 * began, works once and for ten minutes; the answer goes to allowed origins only, which are checked
 * at both ends; a new session gets a new id and the one before it in this browser ends.
 */
final class SignInFlow {
  private static final Logger LOG = LoggerFactory.getLogger(SignInFlow.class);
  private static final long MINUTES_10 = 600;
  private static final int LONGEST_SCOPE = 1000;

  private final Selection.Finder finder;
  private final Vault vault;
  private final Sessions sessions;
  private final Completion completion;
  private final Clock clock;
  private final Once states = new Once();

  SignInFlow(
      Selection.Finder finder, Vault vault, Sessions sessions, Completion completion, Clock clock) {
    this.finder = finder;
    this.vault = vault;
    this.sessions = sessions;
    this.completion = completion;
    this.clock = clock;
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

  /** Sends the browser to the identity provider. */
  Response start(String id, Asked asked, BrowserRequest request) {
    Selection selection = finder.select(id, asked.env());
    Origins origins = selection.settings().origins();
    String origin = asked.origin() == null ? origins.app() : asked.origin();
    if (!origins.allows(origin)) {
      throw PortalException.notAllowed(
          "Origin is not allowed; see app.baseUrl and auth.experimentalExtraAllowedOrigins");
    }
    String scope = asked.scope() == null ? "" : asked.scope();
    if (scope.length() > LONGEST_SCOPE) {
      throw PortalException.input("scope is longer than " + LONGEST_SCOPE + " characters");
    }
    String nonce = vault.random();
    FlowState flow =
        new FlowState(
            nonce, asked.env(), origin, redirectUrl(asked, origins), scope, now() + MINUTES_10);
    String state = flow.seal(vault, id);
    CookieJar jar = selection.jar(request);
    URI page =
        selection.redirect().start(selection.context(), new SealedAttempt(vault, id, flow, state));
    jar.putBelow("/handler", selection.nonceCookie(), nonce, MINUTES_10);
    return with(jar, Response.status(302).header("Location", page.toASCIIString()));
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
    FlowState state =
        FlowState.open(vault, id, stateText == null ? "" : stateText)
            .orElseThrow(
                () -> PortalException.input("The state of the sign-in is missing or not ours"));
    Selection selection = finder.select(id, state.env());
    CookieJar jar = selection.jar(request);
    jar.putBelow("/handler", selection.nonceCookie(), "", 0);
    try {
      Map<String, Object> answer =
          completion.guarded(
              id,
              selection.settings(),
              request.address(),
              () -> complete(selection, state, stateText, code, error, request, jar));
      return end(selection, state, jar, Map.of("response", answer), Optional.empty());
    } catch (PortalException e) {
      LOG.info("Sign-in by {} failed: {}", id, e.getMessage());
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("name", e.code().errorName());
      told.put("message", e.code() == ErrorCode.INTERNAL ? "Sign-in failed" : e.getMessage());
      return end(
          selection, state, jar, Map.of("error", told), Optional.of((String) told.get("message")));
    }
  }

  private Map<String, Object> complete(
      Selection selection,
      FlowState state,
      String stateText,
      String code,
      String error,
      BrowserRequest request,
      CookieJar jar) {
    requireSameBrowser(selection, state, request);
    if (code == null || code.isEmpty()) {
      boolean plain = error != null && error.matches("[a-z_]{1,64}");
      throw new PortalException(
          ErrorCode.AUTHENTICATION, "The identity provider refused" + (plain ? ": " + error : ""));
    }
    SealedAttempt attempt = new SealedAttempt(vault, selection.id(), state, stateText);
    SignInResult person = selection.redirect().finish(selection.context(), attempt, code);
    Map<String, Object> answer = completion.answer(selection, person, "sign-in", request.address());
    sessions.replace(selection, person, state.scope(), jar);
    return answer;
  }

  private void requireSameBrowser(Selection selection, FlowState state, BrowserRequest request) {
    String cookie = request.cookies().get(selection.nonceCookie());
    if (cookie == null || cookie.isEmpty()) {
      throw new PortalException(ErrorCode.AUTHENTICATION, "Auth response is missing cookie nonce");
    }
    if (!Vault.same(cookie, state.nonce())) {
      throw new PortalException(ErrorCode.AUTHENTICATION, "Invalid nonce");
    }
    if (now() > state.until() || !states.first(state.nonce(), now(), state.until())) {
      throw new PortalException(
          ErrorCode.AUTHENTICATION, "The sign-in took too long or was used before; start again");
    }
  }

  private static Response end(
      Selection selection,
      FlowState state,
      CookieJar jar,
      Map<String, Object> outcome,
      Optional<String> error) {
    // Checked again: what was allowed at the start may not be any more.
    Origins origins = selection.settings().origins();
    if (state.redirects()
        ? !origins.allowsRedirect(state.redirectUrl())
        : !origins.allows(state.origin())) {
      throw PortalException.notAllowed("The page that asked is not allowed any more");
    }
    if (state.redirects()) {
      String target =
          error.map(text -> withError(state.redirectUrl(), text)).orElse(state.redirectUrl());
      return with(jar, Response.status(302).header("Location", target));
    }
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "authorization_response");
    message.putAll(outcome);
    return with(jar, Response.fromResponse(FramePage.of(message, state.origin())));
  }

  private static String withError(String url, String error) {
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash);
    String base = hash < 0 ? url : url.substring(0, hash);
    return base
        + (base.contains("?") ? "&" : "?")
        + "error="
        + URLEncoder.encode(error, StandardCharsets.UTF_8)
        + fragment;
  }

  static Response with(CookieJar jar, Response.ResponseBuilder answer) {
    jar.toSend().forEach(cookie -> answer.header("Set-Cookie", cookie));
    return answer.build();
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
