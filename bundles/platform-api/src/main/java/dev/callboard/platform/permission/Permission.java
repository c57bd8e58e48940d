package dev.callboard.platform.permission;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Something that one may be allowed to do.
 *
 * @param name such as {@code catalog.entity.read}
 * @param action {@code create}, {@code read}, {@code update} or {@code delete}
 * @param resourceType the type of resource that conditions speak of, or empty for a basic
 *     permission
 */
public record Permission(String name, String action, Optional<String> resourceType) {
  /** Checks the arguments. */
  public Permission {
    requireNonNull(name, "name is null");
    requireNonNull(action, "action is null");
    requireNonNull(resourceType, "resourceType is null");
  }

  /** Returns a permission without resources. */
  public static Permission basic(String name, String action) {
    return new Permission(name, action, Optional.empty());
  }

  /** Returns a permission on a type of resource. */
  public static Permission resource(String name, String action, String resourceType) {
    return new Permission(name, action, Optional.of(resourceType));
  }
}
