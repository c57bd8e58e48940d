package dev.callboard.cli.doctor;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks for settings that are not valid or that weaken a server which others can reach. */
final class SettingsCheck {
  private static final String AREA = "config";
  // Backstage's integrations; a name that is none of these is a slip that nothing else reports.
  private static final Set<String> INTEGRATIONS =
      Set.of(
          "awsCodeCommit",
          "awsS3",
          "azure",
          "azureBlobStorage",
          "bitbucketCloud",
          "bitbucketServer",
          "gerrit",
          "gitea",
          "github",
          "gitlab",
          "googleGcs",
          "harness");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  private final Config config;
  private final List<Finding> findings = new ArrayList<>();

  SettingsCheck(Config config) {
    this.config = config;
  }

  List<Finding> run() {
    check(this::integrations);
    check(this::port);
    check(this::guest);
    check(this::signatures);
    check(this::permissions);
    check(this::tokens);
    return findings;
  }

  /** A value of the wrong type is a finding itself. */
  private void check(Runnable step) {
    try {
      step.run();
    } catch (PortalException e) {
      findings.add(Finding.error(AREA, e.getMessage(), ""));
    }
  }

  private void integrations() {
    config
        .section("integrations")
        .ifPresent(
            section ->
                section.keys().stream()
                    .filter(name -> !INTEGRATIONS.contains(name))
                    .forEach(
                        name ->
                            findings.add(
                                Finding.warning(
                                    AREA,
                                    "integrations."
                                        + name
                                        + at("integrations." + name)
                                        + " is not known and has no effect",
                                    "Known are: "
                                        + String.join(", ", INTEGRATIONS.stream().sorted().toList())
                                        + "."))));
  }

  private void port() {
    config
        .number("backend.listen.port")
        .filter(port -> port < 0 || port > 65_535)
        .ifPresent(
            port ->
                findings.add(
                    Finding.error(
                        AREA,
                        "backend.listen.port" + at("backend.listen.port") + " is not a port",
                        "Use 0 to 65535.")));
  }

  private void guest() {
    if (config.has("auth.providers.guest")) {
      weak("auth.providers.guest", "lets everybody in as guest", "Remove it.");
    }
  }

  private void signatures() {
    String policy = config.string("plugins.signatures.policy").orElse("warn");
    if (!Set.of("allow", "warn", "deny").contains(policy)) {
      findings.add(
          Finding.error(
              AREA,
              "plugins.signatures.policy" + at("plugins.signatures.policy") + " is not valid",
              "Use allow, warn or deny."));
    } else if (!policy.equals("deny")) {
      weak(
          "plugins.signatures.policy",
          "is " + policy + ": plugins that nobody signed are run",
          "Set it to deny and trust keys with 'callboard plugins trust'.");
    }
  }

  private void permissions() {
    if (!config.bool("permission.enabled").orElse(true)) {
      weak("permission.enabled", "is false: everybody signed in may do everything", "Remove it.");
    }
    if (config.bool("backend.auth.dangerouslyDisableDefaultAuthPolicy").orElse(false)) {
      weak(
          "backend.auth.dangerouslyDisableDefaultAuthPolicy",
          "lets callers in without credentials",
          "Remove it.");
    }
  }

  private void tokens() {
    for (Config access : config.sections("backend.auth.externalAccess")) {
      boolean isShort =
          access.string("type").orElse("").equals("static")
              && access.string("options.token").map(String::length).orElse(0) < 24;
      if (isShort) {
        findings.add(
            Finding.warning(
                AREA,
                "a token in backend.auth.externalAccess"
                    + at("backend.auth.externalAccess")
                    + " has fewer than 24 characters",
                "Make one with: openssl rand -base64 32"));
      }
    }
  }

  /**
   * On a machine of one's own a weak setting is convenient; where others can reach it, it is not.
   */
  private void weak(String key, String what, String advice) {
    String message = key + at(key) + " " + what;
    findings.add(isShared() ? Finding.warning(AREA, message, advice) : Finding.ok(AREA, message));
  }

  private boolean isShared() {
    return !LOOPBACK.contains(config.string("backend.listen.host").orElse("0.0.0.0"));
  }

  private String at(String key) {
    return config.origin(key).map(origin -> " (" + origin + ")").orElse("");
  }
}
