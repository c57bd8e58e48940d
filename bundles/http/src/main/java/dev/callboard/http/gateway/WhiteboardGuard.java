package dev.callboard.http.gateway;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps plugins off the servlet whiteboard, by which they could serve paths of others or put a
 * filter before them. Their services of its types are hidden from every other bundle. A plugin
 * serves HTTP through its REST application only, behind the checks of the gateway.
 */
@Component(
    service = {FindHook.class, EventListenerHook.class},
    immediate = true)
public final class WhiteboardGuard implements FindHook, EventListenerHook {
  private static final Logger LOG = LoggerFactory.getLogger(WhiteboardGuard.class);
  private static final Set<String> TYPES =
      Set.of(
          "jakarta.servlet.Servlet",
          "jakarta.servlet.Filter",
          "jakarta.servlet.ServletContextListener",
          "jakarta.servlet.ServletContextAttributeListener",
          "jakarta.servlet.ServletRequestListener",
          "jakarta.servlet.ServletRequestAttributeListener",
          "jakarta.servlet.http.HttpSessionListener",
          "jakarta.servlet.http.HttpSessionAttributeListener",
          "jakarta.servlet.http.HttpSessionIdListener",
          "javax.servlet.Servlet",
          "javax.servlet.Filter",
          "org.osgi.service.servlet.context.ServletContextHelper",
          "org.osgi.service.http.context.ServletContextHelper",
          "org.apache.felix.http.jetty.ConnectorFactory",
          "org.apache.felix.http.jetty.LoadBalancerCustomizerFactory",
          "org.eclipse.jetty.server.RequestLog");
  private static final String RESOURCES = "osgi.http.whiteboard.resource.pattern";

  @Override
  public void event(
      ServiceEvent event, Map<BundleContext, Collection<ListenerHook.ListenerInfo>> listeners) {
    ServiceReference<?> reference = event.getServiceReference();
    if (!isRefused(reference)) {
      return;
    }
    Bundle owner = reference.getBundle();
    listeners.keySet().removeIf(context -> !mayKnow(context, owner));
    if (event.getType() == ServiceEvent.REGISTERED) {
      LOG.error(
          "{} registers {}: refused. A plugin serves HTTP with a REST application at"
              + " /api/<its id>",
          owner,
          reference);
    }
  }

  @Override
  public void find(
      BundleContext context,
      String name,
      String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    references.removeIf(
        reference -> isRefused(reference) && !mayKnow(context, reference.getBundle()));
  }

  private static boolean mayKnow(BundleContext context, Bundle owner) {
    Bundle bundle = context.getBundle();
    return bundle.getBundleId() == 0 || bundle.equals(owner);
  }

  private static boolean isRefused(ServiceReference<?> reference) {
    Bundle owner = reference.getBundle();
    if (owner == null || Bundles.isCore(owner)) {
      return false;
    }
    for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
      if (TYPES.contains(type)) {
        return true;
      }
    }
    return reference.getProperty(RESOURCES) != null;
  }
}
