package dev.callboard.identity.signin;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.PasswordSignIn;
import dev.callboard.platform.signin.RedirectSignIn;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInProvider;
import dev.callboard.platform.signin.SignInResult;
import java.net.URI;
import java.util.function.Supplier;

/** A provider with the settings of one environment. */
record Selection(SignInProvider provider, SignInContext context, SignInSettings settings) {
  private static final String KEY = "auth.providers.";

  /** Finds providers; a provider exists when a service and a configuration are there. */
  static final class Finder {
    private final Providers providers;
    private final Supplier<Config> config;
    private final Supplier<String> issuer;

    Finder(Providers providers, Supplier<Config> config, Supplier<String> issuer) {
      this.providers = providers;
      this.config = config;
      this.issuer = issuer;
    }

    SignInSettings settings() {
      return SignInSettings.of(config.get(), issuer.get());
    }

    /** Returns a provider that exists, whatever its environments. */
    SignInProvider provider(String id) {
      boolean plain = id.matches("[A-Za-z0-9-]{1,63}");
      if (!plain || config.get().section(KEY + id).isEmpty()) {
        throw unknown(id);
      }
      return providers.find(id).orElseThrow(() -> unknown(id));
    }

    /** Returns a provider in an environment. */
    Selection select(String id, String environment) {
      SignInProvider provider = provider(id);
      if (environment == null || environment.isEmpty()) {
        throw PortalException.input("Must specify 'env' query to select environment");
      }
      Config all = config.get();
      Config own =
          all.section(KEY + id)
              .filter(section -> environment.matches("[A-Za-z0-9_-]{1,63}"))
              .flatMap(section -> section.section(environment))
              .orElseThrow(
                  () ->
                      PortalException.notFound(
                          "No configuration available for the '"
                              + environment
                              + "' environment of this provider."));
      SignInSettings settings = SignInSettings.of(all, issuer.get());
      URI callback =
          URI.create(
              own.string("callbackUrl").orElse(settings.authUrl() + "/" + id + "/handler/frame"));
      return new Selection(provider, new SignInContext(id, environment, own, callback), settings);
    }

    static PortalException unknown(String id) {
      return PortalException.notFound("Unknown auth provider '" + id + "'");
    }
  }

  String id() {
    return context.providerId();
  }

  /** Returns the provider as one that sends browsers to another page. */
  RedirectSignIn redirect() {
    if (provider instanceof RedirectSignIn redirect) {
      return redirect;
    }
    throw new PortalException(ErrorCode.NOT_IMPLEMENTED, "Not implemented");
  }

  /** Returns the provider as one that is given passwords. */
  PasswordSignIn password() {
    if (provider instanceof PasswordSignIn password) {
      return password;
    }
    throw new PortalException(ErrorCode.NOT_IMPLEMENTED, "Not implemented");
  }

  /** Asks the provider again who somebody is. */
  SignInResult refresh(String refreshToken, String scope) {
    return provider instanceof PasswordSignIn password
        ? password.refresh(context, refreshToken)
        : redirect().refresh(context, refreshToken, scope);
  }

  /** Ends a session at the provider. */
  void logout(String refreshToken) {
    if (provider instanceof RedirectSignIn redirect) {
      redirect.logout(context, refreshToken);
    }
  }

  /** Refuses providers that know no sessions. */
  void requireSessions() {
    if (!(provider instanceof PasswordSignIn)) {
      redirect();
    }
  }

  /** Returns how long a session lasts. */
  long sessionSeconds() {
    return context
        .config()
        .duration("sessionDuration")
        .filter(duration -> duration.compareTo(SignInSettings.LONGEST_SESSION) < 0)
        .orElse(SignInSettings.LONGEST_SESSION)
        .toSeconds();
  }

  CookieJar jar(BrowserRequest request) {
    return new CookieJar(
        request.cookies(), settings.pathOf(id()), settings.secure(), settings.crossSite());
  }

  String refreshCookie() {
    return id() + "-refresh-token";
  }

  String nonceCookie() {
    return id() + "-nonce";
  }

  String scopeCookie() {
    return id() + "-granted-scope";
  }
}
