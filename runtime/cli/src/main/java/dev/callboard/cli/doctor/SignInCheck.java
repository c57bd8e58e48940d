package dev.callboard.cli.doctor;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at the settings of sign-in; calls nobody. */
final class SignInCheck {
  static final String AREA = "sign-in";
  private static final Map<String, List<String>> NEEDED =
      Map.of(
          "oidc", List.of("metadataUrl", "clientId"),
          "github", List.of("clientId", "clientSecret"),
          "gitlab", List.of("clientId", "clientSecret"),
          "oauth2Proxy", List.of("trustedProxies"),
          "ldap", List.of("url"));
  private static final Set<String> RESOLVERS =
      Set.of(
          "emailMatchingUserEntityProfileEmail",
          "emailMatchingUserEntityAnnotation",
          "emailLocalPartMatchingUserEntityName",
          "usernameMatchingUserEntityName",
          "preferredUsernameMatchingUserEntityName",
          "forwardedUserMatchingUserEntityName",
          "userIdMatchingUserEntityAnnotation",
          "subClaimMatchingKeycloakUserId",
          "subClaimMatchingPingIdentityUserId",
          "claimMatchingUserEntityAnnotation");

  private final Config config;
  private final List<Finding> findings = new ArrayList<>();

  private SignInCheck(Config config) {
    this.config = config;
  }

  /** Returns what was found; a value of the wrong type is a finding itself. */
  static List<Finding> of(Config config) {
    SignInCheck check = new SignInCheck(config);
    try {
      return check.run();
    } catch (PortalException e) {
      check.findings.add(Finding.error(AREA, e.getMessage(), ""));
      return check.findings;
    }
  }

  private List<Finding> run() {
    Optional<Config> providers = config.section("auth.providers");
    List<String> ids =
        providers.map(section -> List.copyOf(section.keys())).orElse(List.of()).stream()
            .filter(id -> !id.equals("guest"))
            .toList();
    findings.addAll(KeyEncryptionCheck.of(config));
    ids.forEach(id -> provider(id, providers.get().section(id)));
    if (findings.isEmpty() && !ids.isEmpty()) {
      findings.add(Finding.ok(AREA, "people sign in with " + String.join(", ", ids)));
    }
    if (!ids.isEmpty()) {
      baseUrl();
    }
    return findings;
  }

  private void provider(String id, Optional<Config> provider) {
    String key = "auth.providers." + id;
    if (provider.isEmpty() || provider.get().keys().isEmpty()) {
      findings.add(
          Finding.error(
              AREA, key + " has no environment", "Put its keys below one, such as " + env()));
      return;
    }
    for (String environment : provider.get().keys()) {
      Optional<Config> own = provider.get().section(environment);
      if (own.isEmpty()) {
        findings.add(
            Finding.error(
                AREA,
                key + "." + environment + " is no environment",
                "Put the keys of the provider below one, such as " + env()));
        continue;
      }
      environment(id, key + "." + environment, own.get());
    }
  }

  private String env() {
    return config.string("auth.environment").orElse("production") + ".";
  }

  private void environment(String id, String key, Config own) {
    for (String needed : NEEDED.getOrDefault(id, List.of())) {
      if (!own.has(needed)) {
        findings.add(
            Finding.error(
                AREA,
                key + "." + needed + " is missing",
                "A variable that is not set removes the key, too."));
      }
    }
    if (id.equals("ldap")) {
      findings.addAll(LdapCheck.of(key, own));
    }
    List<Config> resolvers = own.sections("signIn.resolvers");
    if (resolvers.isEmpty()) {
      findings.add(
          Finding.warning(
              AREA,
              key + " has no signIn.resolvers: nobody can sign in with it",
              "Add one, such as emailMatchingUserEntityProfileEmail."));
    }
    for (Config resolver : resolvers) {
      resolver(key, resolver);
    }
  }

  private void resolver(String key, Config resolver) {
    String name = resolver.string("resolver").orElse("");
    if (!RESOLVERS.contains(name)) {
      findings.add(
          Finding.error(
              AREA,
              key + ".signIn.resolvers has '" + name + "', which is not known",
              "Known are: " + String.join(", ", RESOLVERS.stream().sorted().toList()) + "."));
    }
    if (resolver.bool("dangerouslyAllowSignInWithoutUserInCatalog").orElse(false)) {
      findings.add(
          Finding.warning(
              AREA,
              key + " lets people in whom the catalog does not know",
              "Fill the catalog with users, and remove"
                  + " dangerouslyAllowSignInWithoutUserInCatalog."));
    }
  }

  /** Over plain http everybody on the way can read codes and cookies. */
  private void baseUrl() {
    String url = config.string("backend.baseUrl").orElse("http://localhost");
    boolean own = url.matches("http://(localhost|127\\.0\\.0\\.1|\\[::1\\])([:/].*)?");
    if (!url.startsWith("https://") && !own) {
      findings.add(
          Finding.warning(
              AREA,
              "backend.baseUrl is not https: cookies of sessions can be read on the way",
              "Put a proxy with TLS in front, or set backend.https."));
    }
  }
}
