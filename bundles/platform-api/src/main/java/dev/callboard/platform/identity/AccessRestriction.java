package dev.callboard.platform.identity;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A limit on external credentials, as in {@code backend.auth.externalAccess[].accessRestrictions}.
 *
 * @param plugin the plugin id that may be called
 * @param permissions the names of permissions that count; empty means each
 * @param actions the actions of permissions that count; empty means each
 */
public record AccessRestriction(String plugin, Set<String> permissions, Set<String> actions) {
  /** Copies the sets. */
  public AccessRestriction {
    requireNonNull(plugin, "plugin is null");
    permissions = Set.copyOf(permissions);
    actions = Set.copyOf(actions);
  }
}
