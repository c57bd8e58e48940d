package dev.callboard.identity.signin;

import dev.callboard.platform.signin.RedirectSignIn;
import dev.callboard.platform.signin.SignInAttempt;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInProvider;
import dev.callboard.platform.signin.SignInResult;
import java.net.URI;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** A provider that says what a test wants. */
final class FakeProvider implements RedirectSignIn {
  SignInResult.Builder person =
      SignInResult.of("a-1").email("alice@example.com", true).refreshToken("refresh-1");
  String state;
  String startSecret;
  String finishSecret;
  String refreshedWith;
  String loggedOut;

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public URI start(SignInContext context, SignInAttempt attempt) {
    state = attempt.state();
    startSecret = attempt.secret("pkce");
    return URI.create("https://idp.example.com/authorize?state=" + attempt.state());
  }

  @Override
  public SignInResult finish(SignInContext context, SignInAttempt attempt, String code) {
    finishSecret = attempt.secret("pkce");
    return person.build();
  }

  @Override
  public SignInResult refresh(SignInContext context, String refreshToken, String scope) {
    refreshedWith = refreshToken;
    return person.build();
  }

  @Override
  public void logout(SignInContext context, String refreshToken) {
    loggedOut = refreshToken;
  }

  /** A reference of no bundle. */
  static ServiceReference<SignInProvider> reference() {
    return new Reference();
  }

  private static final class Reference implements ServiceReference<SignInProvider> {
    @Override
    public Object getProperty(String key) {
      return null;
    }

    @Override
    public String[] getPropertyKeys() {
      return new String[0];
    }

    @Override
    public Bundle getBundle() {
      return null;
    }

    @Override
    public Bundle[] getUsingBundles() {
      return new Bundle[0];
    }

    @Override
    public boolean isAssignableTo(Bundle bundle, String className) {
      return true;
    }

    @Override
    public int compareTo(Object reference) {
      return 0;
    }

    @Override
    public Dictionary<String, Object> getProperties() {
      return new Hashtable<>(Map.of());
    }

    @Override
    public <A> A adapt(Class<A> type) {
      return null;
    }
  }
}
