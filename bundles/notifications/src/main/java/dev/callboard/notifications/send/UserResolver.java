package dev.callboard.notifications.send;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.notifications.api.NotificationRecipients;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the users behind references, as Backstage does: a user is one, whether or not the catalog
 * knows it; a group stands for its members and those of the groups below; all else for its owners.
 */
final class UserResolver {
  private final CatalogService catalog;
  private final PortalPrincipal principal;

  UserResolver(CatalogService catalog, PortalPrincipal principal) {
    this.catalog = catalog;
    this.principal = principal;
  }

  /**
   * Whom references stand for.
   *
   * @param users by their references
   * @param groups to whom it goes as a whole: not those below others
   */
  record Resolved(Set<String> users, Set<String> groups) {}

  /**
   * Returns the references of the users and groups, without the excluded ones.
   *
   * @param limit how many there may be at the most
   */
  Resolved resolve(NotificationRecipients recipients, long limit) {
    Set<String> excluded = new HashSet<>();
    recipients.excludedRefs().forEach(ref -> excluded.add(EntityRef.parse(ref).toString()));
    Set<String> users = new LinkedHashSet<>();
    Set<String> groups = new LinkedHashSet<>();
    Set<String> below = new HashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    recipients.entityRefs().forEach(ref -> open.add(EntityRef.parse(ref).toString()));
    while (!open.isEmpty()) {
      String ref = open.remove();
      if (!seen.add(ref)) {
        continue;
      }
      if (!ref.startsWith("user:")) {
        if (ref.startsWith("group:") && !below.contains(ref) && !excluded.contains(ref)) {
          groups.add(ref);
        }
        expand(ref, open, below);
      } else if (!excluded.contains(ref)) {
        users.add(ref);
      }
      if (users.size() > limit) {
        throw PortalException.input(
            "The notification is for more than " + limit + " users; send it to everyone instead");
      }
    }
    return new Resolved(users, groups);
  }

  private void expand(String ref, Deque<String> open, Set<String> below) {
    Optional<Entity> entity = catalog.byRef(EntityRef.parse(ref), principal);
    if (entity.isEmpty()) {
      return;
    }
    boolean group = entity.get().kind().toLowerCase(Locale.ROOT).equals("group");
    entity.get().relations().stream()
        .filter(
            relation ->
                group
                    ? relation.type().equals("hasMember") || relation.type().equals("parentOf")
                    : relation.type().equals("ownedBy"))
        .forEach(
            relation -> {
              open.add(relation.targetRef());
              if (relation.type().equals("parentOf")) {
                below.add(relation.targetRef());
              }
            });
  }
}
