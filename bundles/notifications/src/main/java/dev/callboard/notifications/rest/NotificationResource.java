package dev.callboard.notifications.rest;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationService;
import dev.callboard.notifications.send.NotificationSignals;
import dev.callboard.notifications.store.NotificationOrder;
import dev.callboard.notifications.store.NotificationStore;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notifications over REST, as in Backstage. */
@Component(service = NotificationResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class NotificationResource {
  private static final int IDS = 1_000;
  private static final String EXTERNAL = "external:";

  private final NotificationStore store;
  private final NotificationService service;
  private final NotificationSignals signals;

  /** Called by Declarative Services. */
  @Activate
  public NotificationResource(
      @Reference NotificationStore store,
      @Reference NotificationService service,
      @Reference NotificationSignals signals) {
    this.store = store;
    this.service = service;
    this.signals = signals;
  }

  /** Lists what the caller has. */
  @GET
  @Path("/notifications")
  @AuthenticatedRoute(PrincipalType.USER)
  public Map<String, Object> list(@Context UriInfo uri, @Context SecurityContext security) {
    ListParameters parameters = new ListParameters(uri.getQueryParameters());
    NotificationStore.Page page =
        store.list(
            user(security),
            parameters.query(),
            NotificationOrder.of(parameters.order()),
            parameters.limit(),
            parameters.offset());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("totalCount", page.totalCount());
    json.put("notifications", json(page.notifications()));
    return json;
  }

  /** Returns one that the caller has. */
  @GET
  @Path("/notifications/{id}")
  @AuthenticatedRoute(PrincipalType.USER)
  public Map<String, Object> get(@PathParam("id") String id, @Context SecurityContext security) {
    return store
        .get(user(security), id)
        .map(NotificationJson::of)
        .orElseThrow(() -> PortalException.notFound("There is no notification with this id"));
  }

  /** Sends one. */
  @POST
  @Path("/notifications")
  @AuthenticatedRoute({PrincipalType.SERVICE, PrincipalType.PLUGIN})
  public List<Map<String, Object>> send(
      Map<String, Object> body, @Context SecurityContext security) {
    SendRequest request = SendRequest.of(body);
    String sender = security.getUserPrincipal().getName();
    String origin = sender.startsWith(EXTERNAL) ? sender.substring(EXTERNAL.length()) : sender;
    return json(service.send(origin, request.recipients(), request.payload()));
  }

  /** Marks some of the caller's as read or saved, or no longer so. */
  @POST
  @Path("/notifications/update")
  @AuthenticatedRoute(PrincipalType.USER)
  public List<Map<String, Object>> update(
      Map<String, Object> body, @Context SecurityContext security) {
    Set<String> ids = ids(body);
    Optional<Boolean> read = bool(body, "read");
    List<Notification> marked =
        store.mark(user(security), ids, read, bool(body, "saved"), System.currentTimeMillis());
    if (read.isPresent() && !marked.isEmpty()) {
      signals.marked(user(security), read.get(), marked.stream().map(Notification::id).toList());
    }
    return json(marked);
  }

  /** Counts what the caller has. */
  @GET
  @Path("/status")
  @AuthenticatedRoute(PrincipalType.USER)
  public Map<String, Object> status(@Context SecurityContext security) {
    NotificationStore.Status status = store.status(user(security));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("unread", status.unread());
    json.put("read", status.read());
    return json;
  }

  /** Lists the topics of what the caller has. */
  @GET
  @Path("/topics")
  @AuthenticatedRoute(PrincipalType.USER)
  public Map<String, Object> topics(@Context UriInfo uri, @Context SecurityContext security) {
    ListParameters parameters = new ListParameters(uri.getQueryParameters());
    return Map.of("topics", store.topics(user(security), parameters.query()));
  }

  private static Set<String> ids(Map<String, Object> body) {
    if (body == null || !(body.get("ids") instanceof List<?> list) || list.size() > IDS) {
      throw PortalException.input("ids must be a list of at most " + IDS + " ids");
    }
    Set<String> ids = new LinkedHashSet<>();
    for (Object each : list) {
      if (!(each instanceof String id) || id.indexOf('\0') >= 0) {
        throw PortalException.input("ids must be a list of texts");
      }
      ids.add(id);
    }
    return ids;
  }

  private static Optional<Boolean> bool(Map<String, Object> body, String name) {
    Object value = body.get(name);
    if (value != null && !(value instanceof Boolean)) {
      throw PortalException.input(name + " must be true or false");
    }
    return Optional.ofNullable((Boolean) value);
  }

  private static List<Map<String, Object>> json(List<Notification> notifications) {
    return notifications.stream().map(NotificationJson::of).toList();
  }

  static String user(SecurityContext security) {
    return ((PortalPrincipal) security.getUserPrincipal()).getName().toLowerCase(Locale.ROOT);
  }
}
