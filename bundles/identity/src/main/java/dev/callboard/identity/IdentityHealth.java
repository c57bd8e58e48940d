package dev.callboard.identity;

import dev.callboard.platform.lifecycle.ReadinessGate;
import java.util.Optional;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells when the configuration of external callers is wrong. */
@Component(
    service = {ReadinessGate.class, HealthCheck.class},
    property = {HealthCheck.NAME + "=Credentials", HealthCheck.TAGS + "=auth"})
public final class IdentityHealth implements ReadinessGate, HealthCheck {
  private final TokenAuthority authority;

  /** Takes what is watched. */
  @Activate
  public IdentityHealth(@Reference TokenAuthority authority) {
    this.authority = authority;
  }

  @Override
  public Optional<String> notReady() {
    Settings settings = authority.settings();
    // After a bad reload the callers of before are still known, so the server stays ready. Without
    // its keys it could let nobody in.
    return settings.usable() ? authority.keyProblem() : settings.problem();
  }

  @Override
  public Result execute() {
    return authority
        .settings()
        .problem()
        .or(authority::keyProblem)
        .map(problem -> new Result(Result.Status.CRITICAL, problem))
        .orElseGet(() -> new Result(Result.Status.OK, "The configuration of auth is right"));
  }
}
