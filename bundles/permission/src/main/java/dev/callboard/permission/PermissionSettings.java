package dev.callboard.permission;

import dev.callboard.permission.role.Members;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code permission} says in the configuration.
 *
 * @param enabled false lets every caller with credentials do everything but run the server
 * @param admins callers and groups that may do everything
 * @param policyPlugin the plugin whose policy decides, or empty for the built-in one and roles
 * @param policyFile the file with roles, or empty
 * @param builtIn the built-in policy with the configured rules
 */
record PermissionSettings(
    boolean enabled,
    Rule admins,
    Optional<String> policyPlugin,
    Optional<String> policyFile,
    BuiltInPolicy builtIn) {
  private static final String POLICY = "permission.policy";
  private static final Set<String> POLICY_KEYS = Set.of("plugin", "file", "defaults");

  private static final String RULES = "permission.rules";
  private static final Set<String> RULE_KEYS =
      Set.of("name", "principals", "permissions", "actions");
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
        plugin(config),
        file(config),
        new BuiltInPolicy(rules, people(config)));
  }

  /** The key is a plugin id, or an object that can say more. */
  private static boolean isObject(Config config) {
    if (!(config.value(POLICY).orElse("") instanceof Map<?, ?>)) {
      return false;
    }
    for (String key : config.section(POLICY).orElseThrow().keys()) {
      if (!POLICY_KEYS.contains(key)) {
        throw PortalException.input(
            POLICY + " has the unknown key '" + key + "'; known are " + new TreeSet<>(POLICY_KEYS));
      }
    }
    return true;
  }

  private static Optional<String> plugin(Config config) {
    return config
        .string(isObject(config) ? "permission.policy.plugin" : POLICY)
        .filter(id -> !id.isBlank());
  }

  private static Optional<String> file(Config config) {
    return isObject(config)
        ? config.string("permission.policy.file").filter(path -> !path.isBlank())
        : Optional.empty();
  }

  /** Who writes a policy means it to be all that people may do. */
  private static boolean people(Config config) {
    return isObject(config)
        ? config.bool("permission.policy.defaults").orElse(file(config).isEmpty())
        : true;
  }

  /** Lets nobody but the bootstrap administrator do anything. */
  static PermissionSettings closed() {
    Rule nobody = new Rule("administrators", Set.of(), List.of("*"), Set.of());
    return new PermissionSettings(
        true, nobody, Optional.empty(), Optional.empty(), new BuiltInPolicy(List.of(), true));
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
    if (!Members.isEntry(principal)) {
      throw PortalException.input(
          where
              + " has '"
              + principal
              + "'; expected users, services, plugins, or a reference such as user:default/ann,"
              + " group:default/ops or external:ci");
    }
  }
}
