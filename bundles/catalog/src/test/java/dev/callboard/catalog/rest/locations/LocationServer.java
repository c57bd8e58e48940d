package dev.callboard.catalog.rest.locations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.explain.Explainer;
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.catalog.fakes.TestSeal;
import dev.callboard.catalog.index.DefaultCatalogIndex;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.catalog.ingest.OfflineIngestion;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.rest.CatalogApplication;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.explain.ExplainResource;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.security.Principal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;

/** The resources of the locations in a real Jersey, over a real store, without a network. */
final class LocationServer implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Logger JERSEY = Logger.getLogger("org.glassfish.jersey");

  final Trail audit = new Trail();
  final DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
  final OfflineIngestion ingestion;
  final CatalogStore store;
  final Map<String, Object> config = new HashMap<>();
  final Map<String, Decision> decisions = new HashMap<>();
  final List<CatalogResource> resources;
  final SqliteDatabase database;
  private final ApplicationHandler handler;

  /** An answer. */
  record Answer(int status, String type, byte[] content) {
    JsonNode json() {
      try {
        return JSON.readTree(content);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + new String(content), e);
      }
    }

    /** Returns such as {@code 400 InputError: what is wrong}. */
    String error() {
      return status
          + " "
          + json().at("/error/name").asText()
          + ": "
          + json().at("/error/message").asText();
    }
  }

  @SuppressWarnings("deprecation")
  LocationServer(Path folder, Map<String, String> files) throws SQLException, IOException {
    JERSEY.setLevel(Level.SEVERE);
    database = new SqliteDatabase(folder.resolve("catalog.sqlite"));
    store = new CatalogStore(database, audit, new SystemPrincipal(), false);
    store.publishTo(changes -> index.apply(changes.upserts(), changes.removed()));
    ingestion = new OfflineIngestion(store, files);
    ConfigService configs = () -> new MapConfig(Map.copyOf(config));
    PermissionService policy =
        (principal, requests) ->
            requests.stream()
                .map(
                    request ->
                        decisions.getOrDefault(request.permission().name(), Decision.allow("test")))
                .toList();
    CatalogReader reader = new CatalogReader(index, policy, configs);
    resources =
        List.of(
            new LocationsResource(ingestion, audit, policy, configs),
            new LocationQueryResource(ingestion, policy, configs, TestSeal.SEAL),
            new LocationByIdResource(ingestion, audit, policy, configs),
            new LocationByEntityResource(ingestion, reader, policy),
            new RefreshResource(ingestion, reader, policy),
            new ValidateEntityResource(ingestion),
            new EntityDeletionResource(ingestion, reader, policy, configs),
            new IngestionResource(ingestion, configs),
            new UnprocessedResource(ingestion, configs),
            new AnalyzeLocationResource(ingestion, configs),
            new PendingDeletionsResource(ingestion));
    ResourceConfig application = new ResourceConfig();
    new CatalogApplication(resources).getSingletons().forEach(application::register);
    application.register(new ExplainResource(new Explainer(database, reader, policy, configs)));
    application.register(new Errors());
    application.register(new JsonReader());
    handler = new ApplicationHandler(application);
  }

  Answer get(String path) {
    return call("GET", path, null);
  }

  Answer post(String path, Object body) {
    return call("POST", path, body);
  }

  /** Registers a location and returns its id. */
  String register(String target) {
    return post("/locations", Map.of("type", "url", "target", target))
        .json()
        .at("/location/id")
        .asText();
  }

  Answer call(String method, String path, Object body) {
    ContainerRequest request =
        new ContainerRequest(
            URI.create("http://localhost/"),
            URI.create("http://localhost" + path),
            method,
            new Caller(),
            new MapPropertiesDelegate(),
            null);
    try {
      if (body != null) {
        request.header("Content-Type", MediaType.APPLICATION_JSON);
        request.setEntityStream(new ByteArrayInputStream(JSON.writeValueAsBytes(body)));
      }
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      ContainerResponse response = handler.apply(request, content).get();
      return new Answer(
          response.getStatus(), response.getHeaderString("Content-Type"), content.toByteArray());
    } catch (Exception e) {
      throw new AssertionError(method + " " + path + " failed", e);
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }

  private static final class Caller implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return new Alice();
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }

  /** The shape of errors, as the platform's mapper has it. */
  private static final class Errors implements ExceptionMapper<PortalException> {
    @Override
    public Response toResponse(PortalException e) {
      return Response.status(e.code().status())
          .type(Json.TYPE)
          .entity(
              JSON.createObjectNode()
                  .set(
                      "error",
                      JSON.createObjectNode()
                          .put("name", e.code().errorName())
                          .put("message", e.getMessage()))
                  .toString())
          .build();
    }
  }

  @Consumes(MediaType.APPLICATION_JSON)
  private static final class JsonReader implements MessageBodyReader<Map<String, Object>> {
    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] on, MediaType media) {
      return type == Map.class;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> readFrom(
        Class<Map<String, Object>> type,
        Type generic,
        Annotation[] on,
        MediaType media,
        MultivaluedMap<String, String> headers,
        InputStream content)
        throws IOException {
      return JSON.readValue(content, Map.class);
    }
  }
}
