package dev.callboard.permission.role;

import dev.callboard.platform.permission.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The roles of one moment. Which grants speak of a permission is found out once per permission, so
 * that a decision looks at few. Thread-safe.
 */
public final class RoleSet {
  /** Callers can ask for names that do not exist, so the memory is limited. */
  private static final int REMEMBERED = 1_000;

  private final List<Role> roles;
  private final Map<Permission, List<RoleGrant>> speaking = new ConcurrentHashMap<>();

  /**
   * A grant and whose it is.
   *
   * @param role the role
   * @param grant the grant
   */
  public record RoleGrant(Role role, Grant grant) {
    /** Returns its name in explanations, such as {@code allow 2 of role 'reader' (file)}. */
    public String label() {
      return grant.label()
          + " of role '"
          + role.name()
          + "' ("
          + (role.source() == Role.Source.FILE ? "file" : "database")
          + ")";
    }
  }

  /** Takes the roles; of those with the same name the first counts. */
  public RoleSet(List<Role> roles) {
    this.roles = List.copyOf(roles);
  }

  /** Returns the roles, those that do not count included. */
  public List<Role> roles() {
    return roles;
  }

  /** Returns whether a role does not count, as another source has one of its name. */
  public boolean isShadowed(Role role) {
    return roles.stream().filter(each -> each.name().equals(role.name())).findFirst().get() != role;
  }

  /** Returns the grants that speak of a permission, whoever asks. */
  public List<RoleGrant> speakingOf(Permission permission) {
    List<RoleGrant> known = speaking.get(permission);
    if (known != null) {
      return known;
    }
    List<RoleGrant> found = new ArrayList<>();
    for (Role role : roles) {
      if (!isShadowed(role)) {
        role.grants().stream()
            .filter(grant -> grant.covers(permission))
            .forEach(grant -> found.add(new RoleGrant(role, grant)));
      }
    }
    if (speaking.size() < REMEMBERED) {
      speaking.put(permission, List.copyOf(found));
    }
    return found;
  }
}
