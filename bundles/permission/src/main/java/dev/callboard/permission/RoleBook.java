package dev.callboard.permission;

import dev.callboard.permission.role.RoleSet;
import dev.callboard.permission.role.RoleStore;
import dev.callboard.permission.role.Roles;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The roles that hold, from the file that the configuration names and from the database. */
@Component(service = {RoleBook.class, ConfigListener.class})
public final class RoleBook implements ConfigListener {
  private final Roles roles;
  private final Conditions conditions;
  private final Path home;

  /** Reads the policy file, if there is one; the database is read at the first decision. */
  @Activate
  public RoleBook(
      @Reference ConfigService config,
      @Reference RoleStore store,
      @Reference ResourceTypes types,
      @Reference PolicyAlarm audit,
      BundleContext context) {
    this(config, store, types, audit, Path.of(home(context)));
  }

  RoleBook(
      ConfigService config, RoleStore store, ResourceTypes types, PolicyAlarm audit, Path home) {
    this.home = home;
    this.conditions = new Conditions(types);
    this.roles = new Roles(store, conditions::check, () -> fileChanged(audit), System::nanoTime);
    use(config.current());
  }

  private static String home(BundleContext context) {
    return Optional.ofNullable(context.getProperty("callboard.home")).orElse(".");
  }

  private static void fileChanged(PolicyAlarm audit) {
    audit.later(
        system ->
            AuditEvent.event("permission-policy-change", system)
                .subAction("reload")
                .severity(Severity.HIGH)
                .target("policy", "file")
                .build());
  }

  /** Reads another file when another is named; a configuration that is wrong changes nothing. */
  @Override
  public void configChanged(Config previous, Config current) {
    use(current);
  }

  private void use(Config config) {
    try {
      roles.use(PermissionSettings.of(config).policyFile().map(this::resolve).orElse(null));
    } catch (PortalException e) {
      // Whoever chooses the policy says so, and lets nobody in or keeps what was before.
      return;
    }
  }

  /** A relative path is looked for in the working directory, then in the installation. */
  private Path resolve(String path) {
    Path here = Path.of(path).toAbsolutePath().normalize();
    return Files.exists(here) ? here : home.resolve(path).toAbsolutePath().normalize();
  }

  /** Returns the roles that hold now, as {@link Roles#current()}. */
  RoleSet current() {
    return roles.current();
  }

  Roles roles() {
    return roles;
  }

  Conditions conditions() {
    return conditions;
  }
}
