package dev.callboard.events.webhook;

import dev.callboard.platform.http.PublicRoute;
import dev.callboard.platform.http.RequestProperties;
import dev.callboard.platform.webhook.WebhookRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** Takes webhooks. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhookResource {
  private final Webhooks webhooks;

  WebhookResource(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  /** Takes one. */
  @POST
  @Path("/http/{topic}")
  @PublicRoute("senders sign what they send with a secret of the topic")
  public Response receive(
      @PathParam("topic") String topic, InputStream body, @Context ContainerRequestContext context)
      throws IOException {
    String address = String.valueOf(context.getProperty(RequestProperties.CLIENT_ADDRESS));
    webhooks.admit(topic, address);
    Map<String, String> headers = new HashMap<>();
    context.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    webhooks.receive(new WebhookRequest(topic, headers, body.readAllBytes()), address);
    return Response.status(202).entity(Map.of("status", "accepted")).build();
  }
}
