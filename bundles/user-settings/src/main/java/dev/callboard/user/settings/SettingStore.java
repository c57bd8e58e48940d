package dev.callboard.user.settings;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.signals.Recipients;
import dev.callboard.platform.signals.SignalService;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The settings of all users. Each change is told to the browsers of its user. Blocks.
 * Configuration: {@code userSettings}.
 */
@Component(service = SettingStore.class)
public final class SettingStore {
  private static final String CHANNEL = "user-settings";

  private final PluginDatabase database;
  private final ConfigService config;
  private final AuditService audit;
  private volatile SignalService signals;

  /** Called by Declarative Services. */
  @Activate
  public SettingStore(
      @Reference PluginDatabase database,
      @Reference ConfigService config,
      @Reference AuditService audit) {
    this.database = database;
    this.config = config;
    this.audit = audit;
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSignals(SignalService service) {
    signals = service;
  }

  void unbindSignals(SignalService service) {
    if (signals == service) {
      signals = null;
    }
  }

  Optional<String> get(PortalPrincipal user, SettingName at) {
    limits().checkName(at);
    return read(connection -> SettingTable.get(connection, ref(user), at));
  }

  /** Returns values in the order of their names. */
  List<Optional<String>> get(PortalPrincipal user, List<SettingName> names) {
    SettingLimits limits = limits();
    limits.checkMultiget(names.size());
    names.forEach(limits::checkName);
    return read(
        connection -> {
          List<Optional<String>> values = new ArrayList<>();
          for (SettingName at : names) {
            values.add(SettingTable.get(connection, ref(user), at));
          }
          return values;
        });
  }

  void put(PortalPrincipal user, SettingName at, String json) {
    SettingLimits limits = limits();
    limits.checkName(at);
    limits.checkValue(json.getBytes(StandardCharsets.UTF_8).length);
    write(
        connection -> {
          SettingTable.put(connection, ref(user), at, json, limits.perUser());
          return null;
        });
    tell(user, "key-changed", at);
  }

  void delete(PortalPrincipal user, SettingName at) {
    limits().checkName(at);
    write(
        connection -> {
          SettingTable.delete(connection, ref(user), at);
          return null;
        });
    tell(user, "key-deleted", at);
  }

  /** Deletes all that is kept of a user, because the user or an administrator asked for it. */
  void deleteAll(PortalPrincipal who, String user) {
    write(
        connection -> {
          int count = SettingTable.deleteAll(connection, user.toLowerCase(Locale.ROOT));
          audit.record(
              connection,
              AuditEvent.event("user-settings.deleted", who)
                  .severity(Severity.MEDIUM)
                  .target("user", user)
                  .meta("count", count)
                  .build());
          return null;
        });
  }

  private void tell(PortalPrincipal user, String type, SettingName at) {
    SignalService service = signals;
    if (service != null) {
      service.publish(
          Recipients.users(List.of(user.getName())),
          CHANNEL,
          Map.of("type", type, "key", at.key()));
    }
  }

  private SettingLimits limits() {
    return SettingLimits.from(config.current());
  }

  private static String ref(PortalPrincipal user) {
    return user.getName().toLowerCase(Locale.ROOT);
  }

  private <T> T read(SqlWork<T> work) {
    try {
      return database.read(work);
    } catch (SQLException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "The settings cannot be read now", e);
    }
  }

  private <T> void write(SqlWork<T> work) {
    try {
      database.write(work);
    } catch (SQLException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "The settings cannot be written now", e);
    }
  }
}
