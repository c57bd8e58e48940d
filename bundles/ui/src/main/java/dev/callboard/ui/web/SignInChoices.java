package dev.callboard.ui.web;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.signin.HeaderSignIn;
import dev.callboard.platform.signin.SignInProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways to sign in that are configured and there, in the order of the configuration. */
final class SignInChoices {
  private static final String PROVIDERS = "auth.providers";
  private static final String GUEST = "guest";
  private static final Map<String, String> TITLES =
      Map.of(
          "oidc", "OpenID Connect",
          "github", "GitHub",
          "gitlab", "GitLab",
          "ldap", "LDAP",
          "oauth2Proxy", "your organization");

  private final Config config;
  private final List<SignInProvider> services;

  /**
   * Takes what decides.
   *
   * @param config all of the configuration
   * @param services the providers that are there
   */
  SignInChoices(Config config, List<SignInProvider> services) {
    this.config = config;
    this.services = services;
  }

  /** Returns the part of each provider's settings that is used; as in Backstage by default. */
  String environment() {
    return config.string("auth.environment").orElse("development");
  }

  /** Returns the choices as the page expects them. */
  List<Map<String, Object>> list() {
    List<Map<String, Object>> choices = new ArrayList<>();
    config
        .section(PROVIDERS)
        .ifPresent(
            all ->
                all.keys().stream()
                    .map(id -> all.section(id).flatMap(own -> choice(id, own)))
                    .flatMap(Optional::stream)
                    .forEach(choices::add));
    return choices;
  }

  private Optional<Map<String, Object>> choice(String id, Config own) {
    if (id.equals(GUEST)) {
      return guestsMayEnter()
          ? Optional.of(choice(id, own.string("title").orElse("Guest"), "direct"))
          : Optional.empty();
    }
    Optional<Config> settings = own.section(environment());
    Optional<SignInProvider> service =
        services.stream().filter(each -> id.equals(each.id())).findFirst();
    if (settings.isEmpty() || service.isEmpty()) {
      return Optional.empty();
    }
    String title = settings.get().string("title").orElse(TITLES.getOrDefault(id, id));
    // A proxy has signed people in before they come here; all others have a page of their own.
    String flow = service.get() instanceof HeaderSignIn ? "direct" : "popup";
    return Optional.of(choice(id, title, flow));
  }

  /** The same rule as that of the sign-in itself, which refuses guests elsewhere. */
  private boolean guestsMayEnter() {
    boolean development =
        config.string("auth.environment").filter("development"::equals).isPresent();
    String anywhere = "auth.providers.guest.dangerouslyAllowOutsideDevelopment";
    return development || config.bool(anywhere).orElse(false);
  }

  private static Map<String, Object> choice(String id, String title, String flow) {
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("id", id);
    choice.put("title", title);
    choice.put("flow", flow);
    return choice;
  }
}
