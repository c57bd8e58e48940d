package dev.callboard.events.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PrincipalType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The bus as Backstage's plugins know it, for services only. */
@Component(service = BusResource.class)
@Path("/bus/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class BusResource {
  private static final int LONGEST = 255;
  private static final int MOST = 200;

  private final EventBus bus;
  private final BusReads reads;
  private final ObjectMapper mapper = new ObjectMapper();

  /** Called by Declarative Services. */
  @Activate
  public BusResource(@Reference EventBus bus, @Reference BusReads reads) {
    this.bus = bus;
    this.reads = reads;
  }

  /** Publishes an event. */
  @POST
  @Path("/events")
  @AuthenticatedRoute({PrincipalType.SERVICE, PrincipalType.PLUGIN})
  public Response publish(Map<String, Object> body) {
    Object given = body == null ? null : body.get("event");
    if (!(given instanceof Map<?, ?> event) || !event.containsKey("payload")) {
      throw PortalException.input("event must be an object with a topic and a payload");
    }
    String topic = name("event.topic", event.get("topic"));
    Object notified = body.get("notifiedSubscribers");
    Set<String> known = notified == null ? Set.of() : names("notifiedSubscribers", notified);
    return Response.status(bus.publish(topic, json(event.get("payload")), known) ? 201 : 204)
        .build();
  }

  private String json(Object payload) {
    try {
      return mapper.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON is none", e);
    }
  }

  /** Makes a subscription, or changes its topics. */
  @PUT
  @Path("/subscriptions/{id}")
  @AuthenticatedRoute({PrincipalType.SERVICE, PrincipalType.PLUGIN})
  public Response subscribe(@PathParam("id") String id, Map<String, Object> body) {
    bus.subscribe(name("the id", id), names("topics", body == null ? null : body.get("topics")));
    return Response.status(201).build();
  }

  /** Reads the next events of a subscription, or waits for some. */
  @GET
  @Path("/subscriptions/{id}/events")
  @AuthenticatedRoute({PrincipalType.SERVICE, PrincipalType.PLUGIN})
  public void read(@PathParam("id") String id, @Suspended AsyncResponse response) {
    reads.answer(name("the id", id), response);
  }

  private static Set<String> names(String field, Object value) {
    if (!(value instanceof List<?> list) || list.size() > MOST) {
      throw PortalException.input(field + " must be a list of at most " + MOST + " texts");
    }
    Set<String> names = new LinkedHashSet<>();
    list.forEach(each -> names.add(name(field + "[]", each)));
    return names;
  }

  static String name(String field, Object value) {
    if (value instanceof String text
        && !text.isBlank()
        && text.length() <= LONGEST
        && text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    throw PortalException.input(
        field + " must be a text of 1 to " + LONGEST + " characters, none of them a control");
  }
}
