package dev.callboard.identity;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A principal that this bundle vouches for. Ownership is looked up when it is first asked for, and
 * again after half a minute: a stream of events can live longer than a membership.
 */
final class DefaultPrincipal implements PortalPrincipal {
  /** The bootstrap administrator. No configuration and no token can have this name. */
  static final String ADMIN = "external:admin";

  private final PrincipalType type;
  private final String name;
  private final Supplier<List<String>> ownership;
  private final Optional<PortalPrincipal> actor;
  private final List<AccessRestriction> granted;
  private final List<AccessRestriction> effective;
  private final Supplier<Optional<String>> proof;

  private DefaultPrincipal(
      PrincipalType type,
      String name,
      Supplier<List<String>> ownership,
      Optional<PortalPrincipal> actor,
      List<AccessRestriction> granted,
      List<AccessRestriction> effective,
      Supplier<Optional<String>> proof) {
    this.type = requireNonNull(type, "type is null");
    this.name = requireNonNull(name, "name is null");
    this.ownership = ownership;
    this.actor = actor;
    this.granted = List.copyOf(granted);
    this.effective = List.copyOf(effective);
    this.proof = proof;
  }

  private static DefaultPrincipal plain(PrincipalType type, String name) {
    return new DefaultPrincipal(
        type, name, List::of, Optional.empty(), List.of(), List.of(), Optional::empty);
  }

  static DefaultPrincipal anonymous() {
    return plain(PrincipalType.ANONYMOUS, "anonymous");
  }

  static DefaultPrincipal system(String work) {
    return plain(PrincipalType.SYSTEM, "system:" + work);
  }

  static DefaultPrincipal plugin(String pluginId) {
    return plain(PrincipalType.PLUGIN, "plugin:" + pluginId);
  }

  /** Returns an external caller with all restrictions of its credentials. */
  static DefaultPrincipal service(String name, List<AccessRestriction> granted) {
    return new DefaultPrincipal(
        PrincipalType.SERVICE, name, List::of, Optional.empty(), granted, granted, Optional::empty);
  }

  /**
   * Returns a user.
   *
   * @param proof gives the limited token with which a plugin can show that it acts for the user
   */
  static DefaultPrincipal user(
      String ref, Supplier<List<String>> ownership, Supplier<Optional<String>> proof) {
    return new DefaultPrincipal(
        PrincipalType.USER,
        ref,
        new RememberedOwnership(ownership, System::nanoTime),
        Optional.empty(),
        List.of(),
        List.of(),
        proof);
  }

  /** Returns this principal with credentials that are good for some things only. */
  DefaultPrincipal limitedTo(List<AccessRestriction> restrictions) {
    return new DefaultPrincipal(type, name, ownership, actor, restrictions, restrictions, proof);
  }

  /** Returns this principal as carried by another one. */
  DefaultPrincipal through(PortalPrincipal carrier) {
    return new DefaultPrincipal(
        type, name, ownership, Optional.of(carrier), granted, effective, proof);
  }

  /** Returns this principal as one plugin sees it: with the restrictions that speak of it. */
  DefaultPrincipal at(String pluginId) {
    List<AccessRestriction> here =
        granted.stream().filter(restriction -> restriction.plugin().equals(pluginId)).toList();
    return new DefaultPrincipal(type, name, ownership, actor, granted, here, proof);
  }

  /** Returns all restrictions of the credentials, for whichever plugin. */
  List<AccessRestriction> granted() {
    return granted;
  }

  /** Returns the limited token that proves who the user is, or empty. */
  Optional<String> proof() {
    return proof.get();
  }

  @Override
  public PrincipalType type() {
    return type;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public List<String> ownershipRefs() {
    return ownership.get();
  }

  @Override
  public Optional<PortalPrincipal> actor() {
    return actor;
  }

  @Override
  public List<AccessRestriction> accessRestrictions() {
    return effective;
  }

  @Override
  public String toString() {
    return actor.map(carrier -> name + " through " + carrier).orElse(name);
  }
}
