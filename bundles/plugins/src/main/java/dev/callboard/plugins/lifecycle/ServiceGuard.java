package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.Severity;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hides services that a plugin must not offer from everybody but the plugin itself, whatever their
 * ranking and properties. Also lets two plugin bundles with the same name and version be installed
 * for the moment of an update. Thread-safe.
 */
final class ServiceGuard implements EventListenerHook, FindHook, CollisionHook {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceGuard.class);
  private static final int MAX_TOLD = 10_000;

  private final ProtectedServices services;
  private final Auditor auditor;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  ServiceGuard(ProtectedServices services, Auditor auditor) {
    this.services = services;
    this.auditor = auditor;
  }

  @Override
  public void event(
      ServiceEvent event, Map<BundleContext, Collection<ListenerHook.ListenerInfo>> listeners) {
    ServiceReference<?> reference = event.getServiceReference();
    boolean news =
        event.getType() == ServiceEvent.REGISTERED || event.getType() == ServiceEvent.MODIFIED;
    if (news && isHidden(reference)) {
      // Those who track it already hear of its end, so only news are kept back.
      listeners.keySet().removeIf(context -> !isOwn(context, reference));
    }
  }

  @Override
  public void find(
      BundleContext context,
      String name,
      String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    references.removeIf(reference -> isHidden(reference) && !isOwn(context, reference));
  }

  @Override
  public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
    candidates.removeIf(BundleOperations::isPlugin);
  }

  private boolean isHidden(ServiceReference<?> reference) {
    Bundle provider = reference.getBundle();
    if (provider == null || PluginIdentity.isCore(provider)) {
      return false;
    }
    String id = PluginIdentity.idOf(provider).orElse(provider.getSymbolicName());
    Optional<String> objection = services.objection(reference, id);
    objection.ifPresent(why -> tell(provider, reference, id, why));
    return objection.isPresent();
  }

  private static boolean isOwn(BundleContext context, ServiceReference<?> reference) {
    return context.getBundle().equals(reference.getBundle());
  }

  private void tell(Bundle provider, ServiceReference<?> reference, String id, String why) {
    String key = provider.getBundleId() + why;
    if (told.size() >= MAX_TOLD || !told.add(key)) {
      return;
    }
    LOG.warn("A service of plugin {} is not shown to others: {}", id, why);
    auditor.tell(
        AuditEvent.event("plugin-service-override-attempt", new ManagerPrincipal())
            .severity(Severity.HIGH)
            .target("plugin", id)
            .meta(
                "services",
                java.util.List.of((String[]) reference.getProperty(Constants.OBJECTCLASS)))
            .meta("reason", why)
            .failed());
  }
}
