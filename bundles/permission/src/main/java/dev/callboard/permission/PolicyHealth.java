package dev.callboard.permission;

import dev.callboard.permission.role.Grant;
import dev.callboard.permission.role.Role;
import dev.callboard.permission.role.Roles;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.lifecycle.ReadinessGate;
import java.util.Optional;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells when roles cannot be read, or say what cannot be judged. */
@Component(
    service = {ReadinessGate.class, HealthCheck.class},
    property = {HealthCheck.NAME + "=Permission policy", HealthCheck.TAGS + "=permission"})
public final class PolicyHealth implements ReadinessGate, HealthCheck {
  private final RoleBook book;

  /** Takes what is watched. */
  @Activate
  public PolicyHealth(@Reference RoleBook book) {
    this.book = book;
  }

  @Override
  public Optional<String> notReady() {
    Roles.State state = book.roles().known();
    // After a bad change the roles of before are still known, so the server stays ready.
    return state.usable() ? Optional.empty() : state.problem();
  }

  @Override
  public Result execute() {
    Roles.State state = book.roles().look();
    if (state.problem().isPresent()) {
      String kept = state.usable() ? "; the roles of before stay in force" : "";
      return new Result(Result.Status.CRITICAL, state.problem().get() + kept);
    }
    for (Role role : state.roles().roles()) {
      for (Grant grant : role.grants()) {
        Optional<String> problem = grant.when().flatMap(this::problem);
        if (problem.isPresent()) {
          return new Result(
              Result.Status.WARN,
              grant.label() + " of role '" + role.name() + "': " + problem.get());
        }
      }
    }
    return new Result(
        Result.Status.OK, state.roles().roles().size() + " roles, all of which can be judged");
  }

  private Optional<String> problem(dev.callboard.platform.permission.Condition condition) {
    try {
      book.conditions().check(condition);
      return Optional.empty();
    } catch (PortalException e) {
      return Optional.of(e.getMessage());
    }
  }
}
