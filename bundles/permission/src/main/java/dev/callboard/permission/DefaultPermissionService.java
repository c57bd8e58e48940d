package dev.callboard.permission;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks the policy, and sees to what no policy can change. */
@Component(service = PermissionService.class)
public final class DefaultPermissionService implements PermissionService {
  /** The bootstrap administrator; the identity service gives this name to nobody else. */
  static final String ADMIN = "external:admin";

  private static final String RUNNING_THE_SERVER = "callboard.";

  private final PolicyDirectory policies;
  private final ResourceJudge resources;
  private final DenialAudit denials;

  /** Takes the policies to choose from, who judges resources, and who wants to know of denials. */
  @Activate
  public DefaultPermissionService(
      @Reference PolicyDirectory policies,
      @Reference ResourceJudge resources,
      @Reference DenialAudit denials) {
    this.policies = policies;
    this.resources = resources;
    this.denials = denials;
  }

  /** Returns one that only answers questions: what it denies nobody has tried to do. */
  static DefaultPermissionService quiet(PolicyDirectory policies, ResourceJudge resources) {
    return new DefaultPermissionService(policies, resources, null);
  }

  @Override
  public List<Decision> authorize(PortalPrincipal principal, List<PermissionRequest> requests) {
    requireNonNull(principal, "principal is null");
    Policy policy = policies.current();
    return requests.stream().map(request -> answer(principal, request, policy)).toList();
  }

  private Decision answer(PortalPrincipal principal, PermissionRequest request, Policy policy) {
    Decision decision = resources.judge(request, decide(principal, request, policy, step -> {}));
    if (denials != null && decision.effect() == Decision.Effect.DENY) {
      denials.denied(principal, request, decision.reason());
    }
    return decision;
  }

  /** Decides one request for everything that it could be about, and tells each step. */
  Decision explain(PortalPrincipal principal, PermissionRequest request, Consumer<Step> steps) {
    return decide(principal, request, policies.current(), steps);
  }

  private Decision decide(
      PortalPrincipal principal, PermissionRequest request, Policy policy, Consumer<Step> steps) {
    if (!withinRestrictions(principal, request.permission())) {
      return Decision.deny("the access restrictions of the credentials do not cover it");
    }
    Decision own = decideAlone(principal, request, policy, steps);
    Optional<PortalPrincipal> actor = principal.actor();
    if (actor.isEmpty() || own.effect() == Decision.Effect.DENY) {
      return own;
    }
    return Decisions.both(own, decide(actor.get(), request, policy, steps));
  }

  private static boolean withinRestrictions(PortalPrincipal principal, Permission permission) {
    List<AccessRestriction> restrictions = principal.accessRestrictions();
    return restrictions.isEmpty()
        || restrictions.stream()
            .anyMatch(
                restriction ->
                    covers(restriction.permissions(), permission.name())
                        && covers(restriction.actions(), permission.action()));
  }

  private static boolean covers(Set<String> values, String value) {
    return values.isEmpty() || values.contains(value);
  }

  private static Decision decideAlone(
      PortalPrincipal principal, PermissionRequest request, Policy policy, Consumer<Step> steps) {
    PermissionSettings settings = policy.settings();
    if (principal.type() == PrincipalType.ANONYMOUS) {
      return Decision.deny("no credentials");
    }
    if (principal.type() == PrincipalType.SYSTEM) {
      return Decision.allow("the server's own work");
    }
    if (isAdmin(principal) || settings.admins().allows(principal, request.permission())) {
      return Decision.allow("administrator");
    }
    if (!settings.enabled() && !runsTheServer(request.permission())) {
      return Decision.allow("permission.enabled is false");
    }
    return policy.decide(principal, request, steps);
  }

  private static boolean isAdmin(PortalPrincipal principal) {
    return principal.type() == PrincipalType.SERVICE && principal.getName().equals(ADMIN);
  }

  /** With plugins anybody could run any code, so this stays closed even without permissions. */
  private static boolean runsTheServer(Permission permission) {
    return permission.name().startsWith(RUNNING_THE_SERVER);
  }
}
