package dev.callboard.permission;

import dev.callboard.permission.role.Aliases;
import dev.callboard.permission.role.RoleSet;
import dev.callboard.permission.role.RoleSet.RoleGrant;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionPolicy;
import dev.callboard.platform.permission.PermissionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides by roles and the built-in table. What any of them denies is denied, whoever allows it;
 * else what any of them allows is allowed; conditions are joined alike. For one call: all its
 * questions are answered by the same roles.
 */
final class RolePolicy implements PermissionPolicy {
  private final BuiltInPolicy table;
  private final Supplier<RoleSet> source;
  private final Conditions conditions;
  private RoleSet roles;

  /**
   * Asks for nothing yet: administrators get in when there is no policy to be had.
   *
   * @param source asked once, at the first question
   */
  RolePolicy(BuiltInPolicy table, Supplier<RoleSet> source, Conditions conditions) {
    this.table = table;
    this.source = source;
    this.conditions = conditions;
  }

  @Override
  public Decision decide(PortalPrincipal principal, PermissionRequest request) {
    return decide(principal, request, step -> {});
  }

  /** Decides, and tells each step. */
  Decision decide(PortalPrincipal principal, PermissionRequest request, Consumer<Step> steps) {
    if (roles == null) {
      roles = source.get();
    }
    Decision base = table.decide(principal, request);
    boolean allowed = base.effect() == Decision.Effect.ALLOW;
    boolean counts = base.effect() != Decision.Effect.DENY;
    steps.accept(
        new Step(
            counts ? base.reason() : "built-in table and permission.rules",
            "",
            counts,
            allowed
                ? "allows it"
                : counts ? "allows it for what meets the condition" : "allow nothing here"));
    Findings findings = new Findings();
    if (allowed) {
      findings.free = base.reason();
    }
    base.condition().ifPresent(condition -> findings.when(false, condition, base.reason()));
    for (RoleGrant each : roles.speakingOf(request.permission())) {
      look(each, principal, request.permission(), findings, steps);
    }
    return findings.decision();
  }

  private void look(
      RoleGrant each,
      PortalPrincipal principal,
      Permission permission,
      Findings findings,
      Consumer<Step> steps) {
    String where = each.grant().where();
    if (!each.role().members().include(principal)) {
      steps.accept(new Step(each.label(), where, false, "the caller is no member of the role"));
      return;
    }
    boolean denies = each.grant().denies();
    Optional<Condition> when = each.grant().when();
    if (when.isEmpty()) {
      findings.always(denies, each.label());
      steps.accept(new Step(each.label(), where, true, denies ? "denies it" : "allows it"));
      return;
    }
    Conditions.Fit fit = conditions.fit(when.get(), permission);
    if (fit.kind() == Conditions.Kind.FITS) {
      Condition condition =
          Aliases.resolve(when.get(), principal, permission.resourceType().orElseThrow());
      findings.when(denies, condition, each.label());
      String what = denies ? "denies" : "allows";
      steps.accept(new Step(each.label(), where, true, what + " it for what meets the condition"));
      return;
    }
    boolean broken = fit.kind() == Conditions.Kind.BROKEN;
    if (broken && denies) {
      // Nobody can tell what was to be denied, so all of it is.
      findings.always(true, each.label() + ", whose condition is wrong");
    }
    steps.accept(new Step(each.label(), where, broken && denies, fit.why()));
  }

  /** What has been found so far. */
  private static final class Findings {
    private String denied;
    private String free;
    private final List<Condition> allows = new ArrayList<>();
    private final List<String> allowing = new ArrayList<>();
    private final List<Condition> denies = new ArrayList<>();
    private final List<String> denying = new ArrayList<>();

    void always(boolean deny, String label) {
      if (deny) {
        denied = denied == null ? label : denied;
      } else {
        free = free == null ? label : free;
      }
    }

    void when(boolean deny, Condition condition, String label) {
      (deny ? denies : allows).add(condition);
      (deny ? denying : allowing).add(label);
    }

    Decision decision() {
      if (denied != null) {
        return Decision.deny(denied);
      }
      if (free == null && allows.isEmpty()) {
        return Decision.deny("no rule and no role allows it");
      }
      if (free != null && denies.isEmpty()) {
        return Decision.allow(free);
      }
      List<Condition> all = new ArrayList<>();
      if (free == null) {
        all.add(allows.size() == 1 ? allows.get(0) : new Condition.AnyOf(allows));
      }
      denies.forEach(each -> all.add(new Condition.Not(each)));
      Condition condition = all.size() == 1 ? all.get(0) : new Condition.AllOf(all);
      return Decision.conditional(condition, reason());
    }

    private String reason() {
      String allow = free == null ? String.join(", ", allowing) : free;
      return denying.isEmpty() ? allow : allow + ", less " + String.join(", ", denying);
    }
  }
}
