package dev.callboard.catalog.changes;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.identity.PortalPrincipal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.MDC;

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

  /**
   * Returns the cause of what a REST request changes; to be called on the thread of the request.
   *
   * @param caller who asks for it
   * @param route such as {@code DELETE /entities/by-uid/…}
   */
  public static Cause request(PortalPrincipal caller, String route) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("request", route);
    // The gateway puts it there for the log; the access log and the answer name the same.
    String id = MDC.get("requestId");
    if (id != null) {
      details.put("requestId", id);
    }
    return new Cause(caller, details);
  }

  /** Returns this cause with more details, which replace those of the same name. */
  public Cause with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(details);
    all.putAll(more);
    return new Cause(actor, all);
  }
}
