package dev.callboard.permission;

import dev.callboard.permission.role.Aliases;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Permission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds conditions of roles against the rules that plugins bring. Aliases stand for texts that
 * always fit where one fits, so a condition is judged once for all callers.
 */
final class Conditions {
  private static final int REMEMBERED = 1_000;

  private final ResourceTypes types;
  private final Map<Asked, Fit> known = new ConcurrentHashMap<>();

  /** How a condition goes with a permission. */
  enum Kind {
    /** It can be asked of the resources of the permission. */
    FITS,
    /** It speaks of other resources, so it has nothing to say. */
    ELSEWHERE,
    /** It cannot be asked of anything. */
    BROKEN
  }

  /**
   * How a condition goes with a permission.
   *
   * @param kind how
   * @param why in words, empty when it fits
   */
  record Fit(Kind kind, String why) {
    private static final Fit FITS = new Fit(Kind.FITS, "");
  }

  private record Asked(Condition condition, String type, Object rules) {}

  Conditions(ResourceTypes types) {
    this.types = types;
  }

  /** Returns how a condition goes with a permission. */
  Fit fit(Condition condition, Permission permission) {
    if (permission.resourceType().isEmpty()) {
      return new Fit(Kind.ELSEWHERE, "the permission has no resources");
    }
    String type = permission.resourceType().get();
    Optional<ResourceTypes.Type> found = types.find(type);
    if (found.isEmpty()) {
      // The plugin judges its conditions itself, or will bring its rules in a moment.
      return Aliases.resourceTypes(condition).allMatch(each -> each.isEmpty() || each.equals(type))
          ? Fit.FITS
          : new Fit(Kind.ELSEWHERE, "the condition speaks of other resources");
    }
    // With the service in the key, what is remembered ends when the plugin is replaced.
    Asked asked = new Asked(condition, type, found.get().judge());
    Fit fit = known.get(asked);
    if (fit == null) {
      fit = judge(Aliases.resolve(condition, Sample.CALLER, type), found.get());
      if (known.size() >= REMEMBERED) {
        known.clear();
      }
      if (types.isComplete()) {
        known.put(asked, fit);
      }
    }
    return fit;
  }

  /**
   * Checks a condition that somebody writes, as far as its rules are known.
   *
   * @throws PortalException with code {@code INPUT} when it cannot fit
   */
  void check(Condition condition) {
    for (ResourceTypes.Type type : types.all()) {
      Fit fit = judge(Aliases.resolve(condition, Sample.CALLER, type.name()), type);
      if (fit.kind() == Kind.BROKEN) {
        throw PortalException.input(fit.why());
      }
    }
  }

  private Fit judge(Condition condition, ResourceTypes.Type type) {
    if (condition instanceof Condition.AllOf all) {
      return judge(all.conditions(), type);
    }
    if (condition instanceof Condition.AnyOf any) {
      return judge(any.conditions(), type);
    }
    if (condition instanceof Condition.Not not) {
      return judge(not.condition(), type);
    }
    return judge((Condition.Rule) condition, type);
  }

  private Fit judge(List<Condition> conditions, ResourceTypes.Type type) {
    Fit worst = Fit.FITS;
    for (Condition each : conditions) {
      Fit fit = judge(each, type);
      if (fit.kind().compareTo(worst.kind()) > 0) {
        worst = fit;
      }
    }
    return worst;
  }

  private Fit judge(Condition.Rule rule, ResourceTypes.Type type) {
    if (!rule.resourceType().equals(type.name())) {
      return new Fit(Kind.ELSEWHERE, "the condition speaks of " + rule.resourceType());
    }
    Optional<String> problem = types.problem(type, rule);
    if (problem.isEmpty()) {
      return Fit.FITS;
    }
    // While the server starts, the plugin whose rule it is may not have come yet.
    boolean elsewhere =
        !type.rules().containsKey(rule.name())
            && (types.isKnown(rule.name()) || !types.isComplete());
    return new Fit(elsewhere ? Kind.ELSEWHERE : Kind.BROKEN, problem.get());
  }

  /** A caller with one of everything. */
  private enum Sample implements PortalPrincipal {
    CALLER;

    @Override
    public String getName() {
      return "user:default/sample";
    }

    @Override
    public PrincipalType type() {
      return PrincipalType.USER;
    }

    @Override
    public List<String> ownershipRefs() {
      return List.of(getName());
    }

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
