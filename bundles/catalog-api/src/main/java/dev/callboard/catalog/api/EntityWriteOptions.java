package dev.callboard.catalog.api;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.identity.PortalPrincipal;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How entities are put into the catalog.
 *
 * @param principal who puts them, who needs {@code catalog.entity.create} for new ones and {@code
 *     catalog.entity.update} for those that are replaced
 * @param reason what the history and the audit log tell besides, as JSON values
 * @param dryRun whether everything is done but storing them
 * @param replaces is asked about an entity that is there already; must be quick and have no
 *     effects. It is a conflict when it says no
 * @since 1.3
 */
public record EntityWriteOptions(
    PortalPrincipal principal,
    Map<String, Object> reason,
    boolean dryRun,
    Predicate<Entity> replaces) {
  /** Checks the arguments. */
  public EntityWriteOptions {
    requireNonNull(principal, "principal is null");
    reason = Map.copyOf(reason);
    requireNonNull(replaces, "replaces is null");
  }
}
