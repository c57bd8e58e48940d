package dev.callboard.identity;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code accessRestrictions} of external credentials; whatever is unclear is an error. */
final class AccessRestrictions {
  private static final String KEY = "accessRestrictions";
  private static final Set<String> ACTIONS = Set.of("create", "read", "update", "delete");

  private AccessRestrictions() {}

  /**
   * Reads the restrictions of one entry.
   *
   * @param entry an object of {@code backend.auth.externalAccess}
   * @param where what to call it in messages
   */
  static List<AccessRestriction> of(Config entry, String where) {
    List<AccessRestriction> restrictions = new ArrayList<>();
    Set<String> plugins = new HashSet<>();
    for (Config item : entry.sections(KEY)) {
      AccessRestriction restriction = restriction(item, where + "." + KEY);
      if (!plugins.add(restriction.plugin())) {
        throw PortalException.input(
            where
                + "."
                + KEY
                + " names the plugin '"
                + restriction.plugin()
                + "' twice; put its permissions into one entry");
      }
      restrictions.add(restriction);
    }
    if (entry.has(KEY) && restrictions.isEmpty()) {
      throw PortalException.input(
          where + "." + KEY + " is empty; remove it to allow each plugin, or name one");
    }
    return restrictions;
  }

  private static AccessRestriction restriction(Config item, String where) {
    Keys.requireOnly(item, Set.of("plugin", "permission", "permissionAttribute"), where);
    String plugin =
        item.string("plugin")
            .filter(id -> !id.isBlank())
            .orElseThrow(() -> PortalException.input(where + " has an entry without 'plugin'"));
    Set<String> permissions = new HashSet<>();
    for (String list : item.strings("permission")) {
      for (String name : list.split("[,\\s]+")) {
        if (!name.isEmpty()) {
          permissions.add(name);
        }
      }
    }
    if (item.has("permission") && permissions.isEmpty()) {
      throw PortalException.input(where + ": 'permission' of plugin '" + plugin + "' is empty");
    }
    return new AccessRestriction(plugin, permissions, actions(item, where));
  }

  private static Set<String> actions(Config item, String where) {
    Optional<Config> attributes = item.section("permissionAttribute");
    if (attributes.isEmpty()) {
      return Set.of();
    }
    Keys.requireOnly(attributes.get(), Set.of("action"), where + ".permissionAttribute");
    Set<String> actions = new HashSet<>();
    for (String list : attributes.get().strings("action")) {
      actions.addAll(List.of(list.trim().split("[,\\s]+")));
    }
    if (actions.isEmpty() || !ACTIONS.containsAll(actions)) {
      throw PortalException.input(
          where + ".permissionAttribute.action must be create, read, update or delete");
    }
    return actions;
  }
}
