package dev.callboard.permission;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.PermissionPolicy;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the policy. A service counts by the bundle that it comes from: one of a plugin is used
 * only when the configuration names that plugin, whatever its ranking and properties say.
 */
@Component(service = {PolicyDirectory.class, ConfigListener.class})
public final class PolicyDirectory implements ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyDirectory.class);

  private final TaskExecutor executor;
  private final PolicyAlarm alarm;
  private final RoleBook roles;
  private final Map<ServiceReference<PermissionPolicy>, Candidate> candidates =
      new ConcurrentSkipListMap<>(Comparator.reverseOrder());
  private volatile PermissionSettings settings;

  /** Reads the configuration; with a wrong one, only the administrator gets in. */
  @Activate
  public PolicyDirectory(
      @Reference ConfigService config,
      @Reference TaskExecutor executor,
      @Reference PolicyAlarm alarm,
      @Reference RoleBook roles) {
    this.executor = executor;
    this.alarm = alarm;
    this.roles = roles;
    this.settings = starting(config.current());
  }

  private static PermissionSettings starting(Config config) {
    try {
      return PermissionSettings.of(config);
    } catch (PortalException e) {
      LOG.error(
          "Nobody but the administrator is let in, as permissions are wrong: {}", e.getMessage());
      return PermissionSettings.closed();
    }
  }

  /** Takes the new settings, or keeps the old ones when the new are wrong. */
  @Override
  public void configChanged(Config previous, Config current) {
    try {
      settings = PermissionSettings.of(current);
    } catch (PortalException e) {
      LOG.error("The previous permissions stay in force: {}", e.getMessage());
    }
  }

  /** Adds a policy to choose from. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addPolicy(PermissionPolicy policy, ServiceReference<PermissionPolicy> reference) {
    Origin origin = Origin.of(reference.getBundle());
    GuardedPolicy guarded =
        new GuardedPolicy(origin.name(), policy, executor, alarm, GuardedPolicy.DEADLINE);
    candidates.put(reference, new Candidate(origin, guarded));
    boolean chosen = settings.policyPlugin().filter(origin.name()::equals).isPresent();
    if (!origin.core() && !chosen) {
      LOG.warn(
          "Plugin {} brings a permission policy; it is not used, as permission.policy does not"
              + " name it",
          origin.name());
    }
  }

  /** Removes a policy. */
  public void removePolicy(ServiceReference<PermissionPolicy> reference) {
    candidates.remove(reference);
  }

  /**
   * Returns the policy in force.
   *
   * @throws PortalException from its {@code decide} with code {@code SERVICE_UNAVAILABLE} when it
   *     is one of a plugin that is not there
   */
  Policy current() {
    PermissionSettings now = settings;
    return new Chosen(now, choose(now));
  }

  private PermissionPolicy choose(PermissionSettings now) {
    Optional<String> plugin = now.policyPlugin();
    Optional<PermissionPolicy> found =
        candidates.values().stream()
            .filter(
                candidate ->
                    plugin.isPresent()
                        ? candidate.origin.name().equals(plugin.get())
                        : candidate.origin.core())
            .map(candidate -> candidate.policy.forOneCall())
            .findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    if (plugin.isEmpty()) {
      return new RolePolicy(now.builtIn(), roles::current, roles.conditions());
    }
    return (principal, request) -> {
      throw PortalException.unavailable(
          "The permission policy of plugin '" + plugin.get() + "' is not running, try again later");
    };
  }

  private record Candidate(Origin origin, GuardedPolicy policy) {}

  private record Chosen(PermissionSettings settings, PermissionPolicy policy) implements Policy {
    @Override
    public Decision decide(
        PortalPrincipal principal, PermissionRequest request, Consumer<Step> steps) {
      if (policy instanceof RolePolicy known) {
        return known.decide(principal, request, steps);
      }
      Decision decision = policy.decide(principal, request);
      steps.accept(new Step("the policy of a bundle", "", true, decision.reason()));
      return decision;
    }
  }
}
