package dev.callboard.permission.role;

import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Permission;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that a role allows or denies.
 *
 * @param denies whether it takes away instead of giving
 * @param number its place among those of its kind, from 1
 * @param names the permissions
 * @param actions the actions that count, or empty for any
 * @param when the condition that a resource has to meet, with aliases, or empty for none; rules
 *     without a resource type speak of that of the permission
 * @param where where it stands, for messages
 */
public record Grant(
    boolean denies,
    int number,
    Names names,
    Set<String> actions,
    Optional<Condition> when,
    String where) {
  /** Copies the set. */
  public Grant {
    actions = Set.copyOf(actions);
  }

  /** Returns whether it speaks of a permission. */
  public boolean covers(Permission permission) {
    return (actions.isEmpty() || actions.contains(permission.action()))
        && names.cover(permission.name());
  }

  /** Returns its name in explanations, such as {@code allow 2}. */
  public String label() {
    return (denies ? "deny " : "allow ") + number;
  }
}
