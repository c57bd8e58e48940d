package dev.callboard.catalog.rest.feed;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.entities.JsonAnswers;
import dev.callboard.catalog.rest.entities.QueryParameters;
import dev.callboard.catalog.webhook.WebhookState;
import dev.callboard.catalog.webhook.Webhooks;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows how far each webhook has come, and what is wrong with it. */
@Component(service = CatalogResource.class)
@Path("/webhooks")
@Produces(JsonAnswers.JSON)
public final class WebhooksResource implements CatalogResource {
  private final Webhooks webhooks;

  /** Called by the framework. */
  @Activate
  public WebhooksResource(@Reference Webhooks webhooks) {
    this.webhooks = requireNonNull(webhooks, "webhooks is null");
  }

  /** Lists them in the order of the configuration, without secrets. */
  @GET
  @RequiresPermission("catalog.ingestion.read")
  public Response list(@Context UriInfo uri) {
    QueryParameters.of(uri, Set.of());
    return JsonAnswers.values(
        Map.of("items", webhooks.status().stream().map(WebhooksResource::item).toList()));
  }

  private static Map<String, Object> item(Webhooks.Status status) {
    WebhookState state = status.state();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", state.name());
    json.put("host", status.host());
    json.put("position", state.position());
    json.put("lag", Math.max(0, status.last() - state.position()));
    json.put("delivered", state.delivered());
    time(json, "deliveredAt", state.deliveredAt());
    json.put("attempts", state.attempts());
    time(json, "nextAttempt", state.nextAttempt());
    if (state.lastError() != null) {
      json.put("lastError", state.lastError());
      time(json, "lastErrorAt", state.lastErrorAt());
    }
    return json;
  }

  private static void time(Map<String, Object> json, String name, long millis) {
    if (millis > 0) {
      json.put(name, Instant.ofEpochMilli(millis).toString());
    }
  }
}
