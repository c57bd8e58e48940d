package dev.callboard.permission;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.PermissionRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Puts denials into the audit log, without letting anybody flood it: of the same caller and
 * permission once per interval, and no more than a number of them per interval altogether. What was
 * left out is counted in the first event of a later interval. Thread-safe; does not block.
 */
@Component(service = DenialAudit.class)
public final class DenialAudit {
  static final Duration INTERVAL = Duration.ofMinutes(1);
  static final long LIMIT = 100;

  private record Key(String caller, String permission) {}

  private final ConfigService config;
  private final PolicyAlarm audit;
  private final LongSupplier nanos;
  private final Set<Key> told = new HashSet<>();
  private long begin;
  private long leftOut;

  /** Takes the limits, and the audit log. */
  @Activate
  public DenialAudit(@Reference ConfigService config, @Reference PolicyAlarm audit) {
    this(config, audit, System::nanoTime);
  }

  DenialAudit(ConfigService config, PolicyAlarm audit, LongSupplier nanos) {
    this.config = config;
    this.audit = audit;
    this.nanos = nanos;
    this.begin = nanos.getAsLong();
  }

  /** Takes note of a denial. */
  void denied(PortalPrincipal principal, PermissionRequest request, String reason) {
    long before = tell(new Key(principal.toString(), request.permission().name()));
    if (before < 0) {
      return;
    }
    String action = request.permission().action();
    audit.later(
        system ->
            AuditEvent.event("permission-deny", principal)
                .subAction(action)
                .severity(action.equals("read") ? Severity.MEDIUM : Severity.HIGH)
                .target("permission", request.permission().name())
                .meta("resource", request.resourceRef().orElse(""))
                .meta("reason", reason)
                .meta("leftOut", before)
                .failed());
  }

  /** Returns how many were left out before, or -1 when this one is left out too. */
  private synchronized long tell(Key key) {
    Config now = config.current();
    Duration interval = now.duration("permission.denials.interval").orElse(INTERVAL);
    if (nanos.getAsLong() - begin >= interval.toNanos()) {
      begin = nanos.getAsLong();
      told.clear();
    }
    if (told.size() >= now.number("permission.denials.limit").orElse(LIMIT) || !told.add(key)) {
      leftOut++;
      return -1;
    }
    long before = leftOut;
    leftOut = 0;
    return before;
  }
}
