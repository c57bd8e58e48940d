package dev.callboard.permission;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.Relation;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Makes the principal of somebody who is asked about and is not there. */
@Component(service = Subjects.class)
public final class Subjects {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile CatalogService catalog;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile IdentityService identity;

  /** Called by the framework. */
  public Subjects() {}

  /**
   * Returns a principal.
   *
   * @param name a reference of a user, or a name such as {@code external:ci} or {@code plugin:x}
   * @param ownershipRefs what ownership is to be judged by, or empty for what the catalog says
   * @throws PortalException with code {@code INPUT} for a name of nobody
   */
  PortalPrincipal of(String name, Optional<List<String>> ownershipRefs) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("external:") && lower.length() > 9) {
      return new Subject(PrincipalType.SERVICE, name, List.of());
    }
    if (lower.startsWith("plugin:") && lower.length() > 7) {
      return new Subject(PrincipalType.PLUGIN, name, List.of());
    }
    if (!lower.startsWith("user:")) {
      throw PortalException.input(
          "principal must be a reference such as user:default/ann, or a name such as external:ci"
              + " or plugin:scaffolder");
    }
    EntityRef ref = EntityRef.parse(lower);
    return new Subject(
        PrincipalType.USER, ref.toString(), ownershipRefs.orElseGet(() -> groups(ref)));
  }

  private List<String> groups(EntityRef user) {
    CatalogService entities = catalog;
    IdentityService principals = identity;
    if (entities == null || principals == null) {
      return List.of(user.toString());
    }
    Stream<String> groups =
        entities.byRef(user, principals.system("permission")).stream()
            .flatMap(entity -> entity.relations().stream())
            .filter(relation -> relation.type().equals("memberOf"))
            .map(Relation::targetRef);
    return Stream.concat(Stream.of(user.toString()), groups).distinct().toList();
  }

  private record Subject(PrincipalType type, String getName, List<String> ownershipRefs)
      implements PortalPrincipal {
    @Override
    public Optional<PortalPrincipal> actor() {
      return Optional.empty();
    }

    @Override
    public List<AccessRestriction> accessRestrictions() {
      return List.of();
    }
  }
}
