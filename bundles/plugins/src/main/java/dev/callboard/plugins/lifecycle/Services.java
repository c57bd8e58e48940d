package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.events.EventService;
import dev.callboard.platform.http.RouteRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The services that the manager uses. Except for the configuration each may come and go: plugins
 * are to start even while the database, and so the audit log, is away.
 *
 * @param config the configuration
 * @param routes the gateway
 * @param audit the audit log
 * @param events the event bus
 * @param components the component runtime
 */
public record Services(
    ConfigService config,
    Supplier<Optional<RouteRegistry>> routes,
    Supplier<Optional<AuditService>> audit,
    Supplier<Optional<EventService>> events,
    Supplier<Optional<ServiceComponentRuntime>> components) {}
