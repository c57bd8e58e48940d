package dev.callboard.identity.signin;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.time.Clock;

/**
 * Makes and checks what keeps others out of a sign-in: its state is sealed by the server, names the
 * cookie of the browser that began, and works once and for ten minutes. Thread-safe.
 */
final class FlowStates {
  private static final long MINUTES_10 = 600;

  private final Vault vault;
  private final Clock clock;
  private final Once used = new Once();

  FlowStates(Vault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  /** A state, and the text in which it travels. */
  record Sealed(FlowState state, String text) {}

  /** Begins a sign-in, and gives the browser the cookie that it has to come back with. */
  Sealed begin(Selection selection, FlowState wanted, CookieJar jar) {
    FlowState state = wanted.fresh(vault.random(), now() + MINUTES_10);
    jar.putBelow("/handler", selection.nonceCookie(), state.nonce(), MINUTES_10);
    return new Sealed(state, state.seal(vault, selection.id()));
  }

  /** Reads a state that came back. */
  FlowState open(String provider, String text) {
    return FlowState.open(vault, provider, text == null ? "" : text)
        .orElseThrow(
            () -> PortalException.input("The state of the sign-in is missing or not ours"));
  }

  SealedAttempt attempt(Selection selection, Sealed sealed) {
    return new SealedAttempt(vault, selection.id(), sealed.state(), sealed.text());
  }

  /** Takes the cookie of a sign-in back. */
  static void forget(Selection selection, CookieJar jar) {
    jar.putBelow("/handler", selection.nonceCookie(), "", 0);
  }

  /** Uses a state up; it has to come from the browser that began, in time, for the first time. */
  void requireSameBrowser(Selection selection, FlowState state, BrowserRequest request) {
    String cookie = request.cookies().get(selection.nonceCookie());
    if (cookie == null || cookie.isEmpty()) {
      throw new PortalException(ErrorCode.AUTHENTICATION, "Auth response is missing cookie nonce");
    }
    if (!Vault.same(cookie, state.nonce())) {
      throw new PortalException(ErrorCode.AUTHENTICATION, "Invalid nonce");
    }
    if (now() > state.until() || !used.first(state.nonce(), now(), state.until())) {
      throw new PortalException(
          ErrorCode.AUTHENTICATION, "The sign-in took too long or was used before; start again");
    }
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
