package dev.callboard.platform.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that tells what is stored of things whose every change is audited with the digest of
 * the state after it ({@link AuditEvent#after}). The audit log compares both from time to time:
 * what was changed by going around the plugin, such as with a client of the database, shows then.
 * Thread-safe; all methods but the first two block.
 *
 * @since 1.2
 */
@ConsumerType
public interface AuditedState {
  /** Returns the kind of target in the events, such as {@code entity}. */
  String targetKind();

  /** Returns the kind of event that each change has, such as {@code entity-mutate}. */
  String eventId();

  /**
   * Returns what there is, in an order of its own.
   *
   * @param after the reference before the first one wanted; empty for the first ones
   * @param limit how many at the most
   * @return references as in the events
   * @throws dev.callboard.platform.error.PortalException with code {@code SERVICE_UNAVAILABLE} when
   *     it cannot be read now
   */
  List<String> refs(String after, int limit);

  /**
   * Returns digests of what is stored, as the events have them.
   *
   * @param refs of some hundreds of things, any of which need not be there
   * @return by reference, for those that are there; an empty text where it cannot be told which
   *     state was audited last
   * @throws dev.callboard.platform.error.PortalException with code {@code SERVICE_UNAVAILABLE} when
   *     it cannot be read now
   */
  Map<String, String> digests(Collection<String> refs);
}
