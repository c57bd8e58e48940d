package dev.callboard.permission;

import dev.callboard.permission.role.Role;
import dev.callboard.permission.role.RoleSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Roles as JSON values. */
final class RoleJson {
  private RoleJson() {}

  static Map<String, Object> of(Role role, RoleSet all) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", role.name());
    json.put("source", role.source().name().toLowerCase(Locale.ROOT));
    json.put("shadowed", all.isShadowed(role));
    if (role.source() == Role.Source.DATABASE) {
      json.put("etag", role.etag());
    }
    json.putAll(role.json());
    return json;
  }
}
