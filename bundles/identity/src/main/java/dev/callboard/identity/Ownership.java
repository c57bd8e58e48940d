package dev.callboard.identity;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.Relation;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whose things a user may regard as their own: the user and the groups that the catalog says the
 * user is a member of. Looked up per request, so that a change of membership counts at once.
 */
final class Ownership {
  private final Supplier<Optional<CatalogService>> catalog;
  private final Supplier<GuestSettings> guest;

  Ownership(Supplier<Optional<CatalogService>> catalog, Supplier<GuestSettings> guest) {
    this.catalog = catalog;
    this.guest = guest;
  }

  /**
   * Returns the references.
   *
   * @param userRef the user
   * @param claimed what a token says, which counts for users that the catalog does not know
   */
  List<String> of(String userRef, List<String> claimed) {
    Optional<Entity> user = find(userRef);
    if (user.isPresent()) {
      return Stream.concat(
              Stream.of(userRef),
              user.get().relations().stream()
                  .filter(relation -> relation.type().equals("memberOf"))
                  .map(Relation::targetRef))
          .distinct()
          .toList();
    }
    if (userRef.equals(guest.get().userRef()) && !guest.get().ownershipRefs().isEmpty()) {
      return guest.get().ownershipRefs();
    }
    return claimed.isEmpty() ? List.of(userRef) : claimed;
  }

  /** Returns whether the catalog knows a user; true while it cannot say. */
  boolean knows(String userRef) {
    try {
      EntityRef ref = EntityRef.parse(userRef);
      return catalog
          .get()
          .map(service -> service.byRef(ref, DefaultPrincipal.system("identity")).isPresent())
          .orElse(true);
    } catch (PortalException e) {
      return true;
    }
  }

  private Optional<Entity> find(String userRef) {
    try {
      EntityRef ref = EntityRef.parse(userRef);
      return catalog
          .get()
          .flatMap(service -> service.byRef(ref, DefaultPrincipal.system("identity")));
    } catch (PortalException e) {
      // Not a reference, or a catalog that is not ready: then the catalog does not know the user.
      return Optional.empty();
    }
  }
}
