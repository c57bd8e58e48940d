package dev.callboard.identity.signin;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.PasswordSignIn;
import dev.callboard.platform.signin.SignInResult;
import jakarta.ws.rs.core.Response;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-in with a name and a password in a form of ours. The form carries a state as every sign-in
 * does, so that no other page can have it sent, and each try needs a form of its own.
 */
final class PasswordFlow {
  private static final Logger LOG = LoggerFactory.getLogger(PasswordFlow.class);

  /** No control characters and none that cannot be seen: directories ignore some of those. */
  private static final Pattern NAME = Pattern.compile("\\P{C}{1,256}");

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final int LONGEST_PASSWORD = 1024;

  private final Selection.Finder finder;
  private final FlowStates states;
  private final Sessions sessions;
  private final Completion completion;

  PasswordFlow(
      Selection.Finder finder, FlowStates states, Sessions sessions, Completion completion) {
    this.finder = finder;
    this.states = states;
    this.sessions = sessions;
    this.completion = completion;
  }

  /** What was typed; each may be null. Has no {@code toString} that shows the password. */
  static final class Typed {
    private final String username;
    private final String password;

    Typed(String username, String password) {
      this.username = username;
      this.password = password;
    }

    /** An empty password would be an anonymous bind, which directories let succeed: RFC 4513. */
    private boolean isWhole() {
      return username != null
          && NAME.matcher(username).matches()
          && !username.isBlank()
          && password != null
          && !password.isEmpty()
          && password.length() <= LONGEST_PASSWORD;
    }

    /** Returns one spelling for all that a directory may take for the same name. */
    private String account() {
      String plain = Normalizer.normalize(username, Normalizer.Form.NFKC).strip();
      return SPACES.matcher(plain).replaceAll(" ").toLowerCase(Locale.ROOT);
    }
  }

  /** Shows the form. */
  Response form(Selection selection, FlowState wanted, CookieJar jar) {
    return form(selection, wanted, jar, Optional.empty());
  }

  private Response form(
      Selection selection, FlowState wanted, CookieJar jar, Optional<PortalException> failure) {
    FlowStates.Sealed sealed = states.begin(selection, wanted, jar);
    return Handover.with(jar, Response.fromResponse(PasswordPage.of(selection, sealed, failure)));
  }

  /** Takes the form; when it is not let in, shows another one with the reason. */
  Response finish(String id, String stateText, Typed typed, BrowserRequest request) {
    finder.provider(id);
    FlowState state = states.open(id, stateText);
    Selection selection = finder.select(id, state.env());
    PasswordSignIn provider = selection.password();
    CookieJar jar = selection.jar(request);
    Map<String, Object> answer;
    try {
      answer =
          completion.guarded(
              id,
              selection.settings(),
              request.address(),
              () -> {
                states.requireSameBrowser(selection, state, request);
                SignInResult person = person(selection, provider, typed);
                Map<String, Object> told =
                    completion.answer(selection, person, "sign-in", request.address());
                sessions.replace(selection, person, "", Completion.userOf(told), jar);
                return told;
              });
    } catch (PortalException e) {
      LOG.info("Sign-in by {} failed: {}", id, e.getMessage());
      return form(selection, state, jar, Optional.of(e));
    }
    FlowStates.forget(selection, jar);
    return Handover.success(selection, state, jar, answer);
  }

  private SignInResult person(Selection selection, PasswordSignIn provider, Typed typed) {
    if (!typed.isWhole()) {
      throw new PortalException(ErrorCode.AUTHENTICATION, PasswordPage.WRONG);
    }
    return completion.forAccount(
        selection,
        "name " + typed.account(),
        () -> provider.signIn(selection.context(), typed.username, typed.password));
  }
}
