package dev.callboard.permission;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators that a policy has begun to fail: in the log, and in the audit log when there is
 * one. The audit log is written on another thread, as a request must not wait for it.
 */
@Component(service = PolicyAlarm.class)
public final class PolicyAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyAlarm.class);

  private final TaskExecutor executor;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditService audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile IdentityService identity;

  /** Takes the threads to write with. */
  @Activate
  public PolicyAlarm(@Reference TaskExecutor executor) {
    this.executor = executor;
  }

  /**
   * Tells that a policy fails.
   *
   * @param policy whose policy
   * @param why in words for an operator
   * @param cause may be null
   */
  void raise(String policy, String why, Throwable cause) {
    LOG.error("The permission policy of {} denies everything: {}", policy, why, cause);
    later(
        system ->
            AuditEvent.event("permission-policy-fail", system)
                .severity(Severity.HIGH)
                .target("plugin", policy)
                .meta("reason", why)
                .failed());
  }

  /**
   * Audits something on another thread, if there is an audit log.
   *
   * @param event made from the principal of this bundle
   */
  void later(Function<PortalPrincipal, AuditEvent> event) {
    executor.submit(
        "audit",
        () -> {
          record(event);
          return null;
        });
  }

  private void record(Function<PortalPrincipal, AuditEvent> event) {
    AuditService service = audit;
    IdentityService principals = identity;
    if (service == null || principals == null) {
      return;
    }
    try {
      service.record(event.apply(principals.system("permission")));
    } catch (RuntimeException e) {
      LOG.warn("What happened to permissions could not be audited", e);
    }
  }
}
