package dev.callboard.permission;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code permission} says in the configuration.
 *
 * @param enabled false lets every caller with credentials do everything but run the server
 * @param admins callers and groups that may do everything
 * @param policyPlugin the plugin whose policy decides, or empty for the built-in one
 * @param builtIn the built-in policy with the configured rules
 */
record PermissionSettings(
    boolean enabled, Rule admins, Optional<String> policyPlugin, BuiltInPolicy builtIn) {
  private static final String RULES = "permission.rules";
  private static final Set<String> RULE_KEYS =
      Set.of("name", "principals", "permissions", "actions");
  private static final Set<String> GROUPS = Set.of("users", "services", "plugins");
  private static final Set<String> ACTIONS = Set.of("create", "read", "update", "delete");

  /**
   * Reads the settings.
   *
   * @throws PortalException with code {@code INPUT} that names what is wrong
   */
  static PermissionSettings of(Config config) {
    List<Rule> rules = new ArrayList<>();
    List<Config> sections = config.sections(RULES);
    for (int i = 0; i < sections.size(); i++) {
      rules.add(rule(sections.get(i), RULES + "[" + i + "]"));
    }
    List<String> admins = config.strings("permission.admins");
    admins.forEach(admin -> requirePrincipal(admin, "permission.admins"));
    return new PermissionSettings(
        config.bool("permission.enabled").orElse(true),
        new Rule("administrators", new HashSet<>(admins), List.of("*"), Set.of()),
        config.string("permission.policy").filter(id -> !id.isBlank()),
        new BuiltInPolicy(rules));
  }

  /** Lets nobody but the bootstrap administrator do anything. */
  static PermissionSettings closed() {
    Rule nobody = new Rule("administrators", Set.of(), List.of("*"), Set.of());
    return new PermissionSettings(true, nobody, Optional.empty(), new BuiltInPolicy(List.of()));
  }

  private static Rule rule(Config section, String where) {
    for (String key : section.keys()) {
      if (!RULE_KEYS.contains(key)) {
        throw PortalException.input(
            where + " has the unknown key '" + key + "'; known are " + new TreeSet<>(RULE_KEYS));
      }
    }
    List<String> principals = required(section, "principals", where);
    principals.forEach(principal -> requirePrincipal(principal, where + ".principals"));
    List<String> actions = section.strings("actions");
    if (section.has("actions") && (actions.isEmpty() || !ACTIONS.containsAll(actions))) {
      throw PortalException.input(where + ".actions must be create, read, update or delete");
    }
    return new Rule(
        section.string("name").orElse(where),
        new HashSet<>(principals),
        required(section, "permissions", where),
        new HashSet<>(actions));
  }

  private static List<String> required(Config section, String key, String where) {
    List<String> values = section.strings(key);
    if (values.isEmpty()) {
      throw PortalException.input(where + "." + key + " is missing or empty");
    }
    return values;
  }

  private static void requirePrincipal(String principal, String where) {
    if (!GROUPS.contains(principal) && principal.indexOf(':') <= 0) {
      throw PortalException.input(
          where
              + " has '"
              + principal
              + "'; expected users, services, plugins, or a reference such as user:default/ann,"
              + " group:default/ops or external:ci");
    }
  }
}
