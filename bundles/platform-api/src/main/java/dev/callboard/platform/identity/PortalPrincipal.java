package dev.callboard.platform.identity;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who calls. REST resources get it from {@code SecurityContext.getUserPrincipal()}. Immutable.
 *
 * <p>{@link #getName()} is the reference used in logs and audit: {@code user:default/alice}, {@code
 * external:ci}, {@code plugin:catalog}, {@code system:ingestion} or {@code anonymous}.
 */
@ProviderType
public interface PortalPrincipal extends Principal {
  /** Returns what kind of caller this is. */
  PrincipalType type();

  /**
   * Returns the references that ownership is judged by: the user itself and the groups; empty for
   * others.
   */
  List<String> ownershipRefs();

  /**
   * Returns the principal that carries this one's request, as when a plugin calls on behalf of a
   * user. What it may do is what both may do: delegation intersects rights.
   */
  Optional<PortalPrincipal> actor();

  /** Returns what the credentials are limited to; empty means not limited. */
  List<AccessRestriction> accessRestrictions();
}
