package dev.callboard.config;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records reloads. Audit needs the database and the database needs the configuration, so audit is
 * used when it is there and never waited for.
 */
@Component(service = ReloadAudit.class)
public final class ReloadAudit {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadAudit.class);

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

  void record(List<ConfigProblem> problems) {
    AuditService target = audit;
    IdentityService actors = identity;
    if (target == null || actors == null) {
      return;
    }
    AuditEvent.Builder event =
        AuditEvent.event("config-reload", actors.system("config")).target("config", "app-config");
    try {
      target.record(
          problems.isEmpty()
              ? event.build()
              : event
                  .meta("problems", problems.stream().map(ConfigProblem::toString).toList())
                  .failed());
    } catch (PortalException e) {
      LOG.warn("The reload of the configuration could not be audited: {}", e.getMessage());
    }
  }
}
