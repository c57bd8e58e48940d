package dev.callboard.identity.access;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The scopes of access tokens as JSON values; whatever is unclear is an error. */
final class Scopes {
  private static final int MOST = 50;
  private static final Pattern PLUGIN = Pattern.compile("[a-z0-9_-]{1,63}");
  private static final Pattern PERMISSION = Pattern.compile("[A-Za-z0-9._-]{1,200}");
  private static final Set<String> ACTIONS = Set.of("create", "read", "update", "delete");
  private static final Set<String> KEYS = Set.of("plugin", "permissions", "actions");

  private Scopes() {}

  /**
   * Reads scopes.
   *
   * @throws PortalException with code {@code INPUT} that names what is wrong
   */
  static List<AccessRestriction> read(Object json) {
    if (!(json instanceof List<?> list) || list.isEmpty() || list.size() > MOST) {
      throw PortalException.input(
          "scopes must be a list of 1 to " + MOST + " objects, such as {\"plugin\":\"catalog\"}");
    }
    List<AccessRestriction> scopes = new ArrayList<>();
    Set<String> plugins = new HashSet<>();
    for (Object item : list) {
      String where = "scopes[" + scopes.size() + "]";
      AccessRestriction scope = scope(item, where);
      if (!plugins.add(scope.plugin())) {
        throw PortalException.input(
            where + " names the plugin '" + scope.plugin() + "' again; use one scope per plugin");
      }
      scopes.add(scope);
    }
    return scopes;
  }

  private static AccessRestriction scope(Object item, String where) {
    if (!(item instanceof Map<?, ?> object)) {
      throw PortalException.input(where + " must be an object");
    }
    for (Object key : object.keySet()) {
      if (!(key instanceof String name) || !KEYS.contains(name)) {
        throw PortalException.input(
            where + " has the unknown key '" + key + "'; known are " + new TreeSet<>(KEYS));
      }
    }
    if (!(object.get("plugin") instanceof String plugin) || !PLUGIN.matcher(plugin).matches()) {
      throw PortalException.input(where + ".plugin must be the id of a plugin");
    }
    Set<String> permissions = texts(object.get("permissions"), where + ".permissions");
    if (!permissions.stream().allMatch(name -> PERMISSION.matcher(name).matches())) {
      throw PortalException.input(where + ".permissions must be names of permissions");
    }
    Set<String> actions = texts(object.get("actions"), where + ".actions");
    if (!ACTIONS.containsAll(actions)) {
      throw PortalException.input(where + ".actions must be of create, read, update and delete");
    }
    return new AccessRestriction(plugin, permissions, actions);
  }

  /** A list that is there and empty would say "each" where it was meant to say "none". */
  private static Set<String> texts(Object json, String where) {
    if (json == null) {
      return Set.of();
    }
    if (!(json instanceof List<?> list)
        || list.isEmpty()
        || !list.stream().allMatch(String.class::isInstance)) {
      throw PortalException.input(
          where + " must be a list of texts that is not empty, or left out");
    }
    Set<String> texts = new HashSet<>();
    list.forEach(text -> texts.add((String) text));
    return texts;
  }

  static List<Map<String, Object>> json(List<AccessRestriction> scopes) {
    List<Map<String, Object>> json = new ArrayList<>();
    for (AccessRestriction scope : scopes) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("plugin", scope.plugin());
      put(object, "permissions", scope.permissions());
      put(object, "actions", scope.actions());
      json.add(object);
    }
    return json;
  }

  private static void put(Map<String, Object> object, String key, Set<String> values) {
    if (!values.isEmpty()) {
      object.put(key, List.copyOf(new TreeSet<>(values)));
    }
  }
}
