package dev.callboard.audit.detection;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.notifications.api.NotificationService;
import dev.callboard.platform.audit.AuditFollower;
import dev.callboard.platform.audit.AuditRecord;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.identity.IdentityService;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Is given the log and looks for what is suspicious. */
@Component(service = {AuditFollower.class, DetectionFollower.class})
public final class DetectionFollower implements AuditFollower {
  private static final Logger LOG = LoggerFactory.getLogger(DetectionFollower.class);

  private final ConfigService config;
  private final IdentityService identity;
  private final AlertStore alerts;
  private final Acknowledgements acknowledgements;
  private final Detector detector;
  private final Alarm alarm;
  private Config known;
  private Rules rules;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile CatalogService catalog;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile NotificationService notifications;

  /** Called by Declarative Services. */
  @Activate
  public DetectionFollower(
      @Reference ConfigService config,
      @Reference PluginDatabase database,
      @Reference IdentityService identity,
      @Reference AuditService audit) {
    this.config = config;
    this.identity = identity;
    this.alerts = new AlertStore(database);
    this.acknowledgements = new Acknowledgements(database, audit, Clock.systemUTC());
    this.detector = new Detector(alerts, new HitStore(database));
    this.alarm = new Alarm(alerts);
  }

  @Override
  public String id() {
    return "audit-detection";
  }

  /** What happened before there were rules is for those who look at the log. */
  @Override
  public boolean fromBeginning() {
    return false;
  }

  @Override
  public void accept(List<AuditRecord> records) throws SQLException {
    Ownership ownership =
        new CatalogOwnership(Optional.ofNullable(catalog), identity.system("audit-detection"));
    List<Rule> active = rules().rules();
    for (AuditRecord record : records) {
      detector.detect(record, active, ownership);
    }
    NotificationService channel = notifications;
    if (channel != null) {
      alarm.tell(channel, config.current());
    }
  }

  /** Returns the rules of the configuration that is active now. */
  synchronized Rules rules() {
    Config now = config.current();
    if (now != known) {
      rules = Rules.of(now);
      known = now;
      rules.problems().forEach(problem -> LOG.error("A rule is left out: {}", problem));
    }
    return rules;
  }

  AlertStore alerts() {
    return alerts;
  }

  Acknowledgements acknowledgements() {
    return acknowledgements;
  }
}
