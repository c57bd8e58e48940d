package dev.callboard.scaffolder.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.scaffolder.action.ActionRegistry;
import dev.callboard.scaffolder.action.RegisteredAction;
import dev.callboard.scaffolder.api.AutocompleteProvider;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.task.PluginExtensions;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What template authors can use: actions, filters and functions; and suggestions for fields. */
@Component(service = ScaffolderResource.class)
@Path("/v2")
@Produces(Requests.JSON)
public final class ActionsResource implements ScaffolderResource {
  private static final long MAX_BODY = 64 * 1024;

  private final ActionRegistry actions;
  private final PluginExtensions extensions;
  private final ConfigService config;

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private final List<AutocompleteProvider> providers = new CopyOnWriteArrayList<>();

  /** Called by the framework. */
  @Activate
  public ActionsResource(
      @Reference ActionRegistry actions,
      @Reference PluginExtensions extensions,
      @Reference ConfigService config) {
    this.actions = requireNonNull(actions, "actions is null");
    this.extensions = requireNonNull(extensions, "extensions is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Returns the actions that are there now. */
  @GET
  @Path("/actions")
  @AuthenticatedRoute
  public Response actions(@Context UriInfo uri) {
    Requests.parameters(uri);
    return Requests.answer(200, actions.all().stream().map(RegisteredAction::json).toList());
  }

  /** Returns the filters, functions and values beyond those of the language. */
  @GET
  @Path("/templating-extensions")
  @AuthenticatedRoute
  public Response extensions(@Context UriInfo uri) {
    Requests.parameters(uri);
    Map<String, Object> globals = new LinkedHashMap<>();
    globals.put("functions", extensions.describedFunctions());
    globals.put("values", extensions.describedValues());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("filters", extensions.describedFilters());
    answer.put("globals", globals);
    return Requests.answer(200, answer);
  }

  /** Suggests values for a field. */
  @POST
  @Path("/autocomplete/{provider}/{resource}")
  @Consumes(MediaType.APPLICATION_JSON)
  @AuthenticatedRoute
  public Response suggest(
      @PathParam("provider") String provider,
      @PathParam("resource") String resource,
      byte[] content) {
    Map<String, Object> body =
        Requests.body(content, config.current(), "scaffolder.autocomplete.maxBody", MAX_BODY);
    String token = Requests.text(body, "token");
    Map<String, String> context = Requests.texts(body, "context");
    AutocompleteProvider found =
        providers.stream()
            .filter(each -> each.id().equals(provider))
            .findFirst()
            .orElseThrow(() -> PortalException.input("Unsupported provider: " + provider));
    List<Map<String, Object>> results =
        found.suggest(resource, Secret.of(token), context).stream()
            .map(ActionsResource::json)
            .toList();
    return Requests.answer(200, Map.of("results", results));
  }

  private static Map<String, Object> json(AutocompleteProvider.Suggestion suggestion) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", suggestion.id());
    if (!suggestion.title().isEmpty()) {
      json.put("title", suggestion.title());
    }
    return json;
  }
}
