package dev.callboard.catalog.changes;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.identity.PortalPrincipal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who changes something, and why.
 *
 * @param actor who
 * @param details JSON values such as {@code location}, {@code commit}, {@code request}; no secrets
 */
public record Cause(PortalPrincipal actor, Map<String, Object> details) {
  /** Checks the arguments. */
  public Cause {
    requireNonNull(actor, "actor is null");
    details = Map.copyOf(details);
  }

  /** Returns this cause with more details, which replace those of the same name. */
  public Cause with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(details);
    all.putAll(more);
    return new Cause(actor, all);
  }
}
