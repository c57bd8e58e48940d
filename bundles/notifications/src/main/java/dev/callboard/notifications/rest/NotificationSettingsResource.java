package dev.callboard.notifications.rest;

import dev.callboard.notifications.deliver.Deliveries;
import dev.callboard.notifications.send.DefaultNotificationService;
import dev.callboard.notifications.send.Processors;
import dev.callboard.notifications.store.ChannelSettings;
import dev.callboard.notifications.store.NotificationStore;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What users want to be notified of, and what is kept of them. */
@Component(service = NotificationSettingsResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class NotificationSettingsResource {
  private final NotificationStore store;
  private final Processors processors;
  private final Deliveries deliveries;
  private final ConfigService config;
  private final AuditService audit;

  /** Called by Declarative Services. */
  @Activate
  public NotificationSettingsResource(
      @Reference NotificationStore store,
      @Reference Processors processors,
      @Reference Deliveries deliveries,
      @Reference ConfigService config,
      @Reference AuditService audit) {
    this.store = store;
    this.processors = processors;
    this.deliveries = deliveries;
    this.config = config;
    this.audit = audit;
  }

  /** Returns what the caller turned on and off. */
  @GET
  @Path("/settings")
  @AuthenticatedRoute(PrincipalType.USER)
  public Map<String, Object> get(@Context SecurityContext security) {
    String user = NotificationResource.user(security);
    Set<String> channels = new LinkedHashSet<>();
    channels.add(DefaultNotificationService.WEB);
    channels.addAll(processors.channels());
    channels.addAll(deliveries.personal());
    return SettingsJson.of(
        ChannelSettings.of(store.settings(user), config.current()), channels, store.origins(user));
  }

  /** Replaces what the caller turned on and off. */
  @POST
  @Path("/settings")
  @AuthenticatedRoute(PrincipalType.USER)
  public Map<String, Object> set(Map<String, Object> body, @Context SecurityContext security) {
    store.choose(NotificationResource.user(security), SettingsJson.settings(body));
    return get(security);
  }

  /** Deletes all that is kept of a user. */
  @DELETE
  @Path("/users")
  @RequiresPermission(value = NotificationPermissions.DELETE, action = "delete")
  public Response forget(@QueryParam("user") String user, @Context SecurityContext security) {
    if (user == null || !user.matches("(?i)user:[^/:]+/[^/:]+")) {
      throw PortalException.input("user must be given as in ?user=user:default/alice");
    }
    PortalPrincipal who = (PortalPrincipal) security.getUserPrincipal();
    store.forget(
        user.toLowerCase(Locale.ROOT),
        connection -> {
          audit.record(
              connection,
              AuditEvent.event("notifications.deleted", who).target("user", user).build());
          return null;
        });
    return Response.noContent().build();
  }
}
