package dev.callboard.catalog.rest.entities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.fakes.NoDatabase;
import dev.callboard.catalog.fakes.TestSeal;
import dev.callboard.catalog.history.EntityHistory;
import dev.callboard.catalog.history.PastCatalog;
import dev.callboard.catalog.index.DefaultCatalogIndex;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.rest.CatalogApplication;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.graph.ImpactResource;
import dev.callboard.catalog.rest.graph.OwnershipResource;
import dev.callboard.catalog.rest.history.TimeTravel;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Decision;
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
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;

/** The resources of the entities in a real Jersey, without a network. */
final class CatalogServer {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final URI BASE = URI.create("http://localhost/");

  /** Held, so that the level stays: Jersey warns of each resource that is given as an object. */
  private static final Logger JERSEY = Logger.getLogger("org.glassfish.jersey");

  private final DefaultCatalogIndex index;
  private final Fakes.Policy policy = new Fakes.Policy();
  private String caller = "user:default/alice";
  private final Map<String, Long> config = new HashMap<>();
  private final ApplicationHandler handler;
  private final List<CatalogResource> resources;

  /** An answer. */
  record Answer(int status, String type, String link, String etag, byte[] content) {
    JsonNode json() {
      try {
        return JSON.readTree(content);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + new String(content), e);
      }
    }

    String message() {
      return json().at("/error/message").asText();
    }
  }

  CatalogServer() {
    this(TestIndexes.index(Runnable::run));
  }

  CatalogServer(DefaultCatalogIndex index, CatalogResource... others) {
    this(index, new NoDatabase(), (reader, policy) -> others);
  }

  /** A server that knows the past too, with resources that need what reads the catalog. */
  @SuppressWarnings("deprecation")
  CatalogServer(
      DefaultCatalogIndex index,
      PluginDatabase database,
      BiFunction<CatalogReader, Fakes.Policy, CatalogResource[]> others) {
    JERSEY.setLevel(Level.SEVERE);
    this.index = index;
    ConfigService configs = () -> new Fakes.Numbers(Map.copyOf(config));
    CatalogReader reader = new CatalogReader(index, policy, configs);
    ResourceConfig application = new ResourceConfig();
    resources = resources(reader, configs, database);
    new CatalogApplication(
            joined(joined(resources, graph(reader, configs)), others.apply(reader, policy)))
        .getSingletons()
        .forEach(application::register);
    application.register(new Errors());
    application.register(new JsonReader());
    handler = new ApplicationHandler(application);
  }

  private static CatalogResource[] graph(CatalogReader reader, ConfigService configs) {
    return new CatalogResource[] {
      new ImpactResource(reader, configs), new OwnershipResource(reader, configs)
    };
  }

  private static List<CatalogResource> resources(
      CatalogReader reader, ConfigService configs, PluginDatabase database) {
    TimeTravel times =
        new TimeTravel(new EntityHistory(database), new PastCatalog(database, configs));
    return List.of(
        new EntityCsvResource(reader, configs, times),
        new EntityListResource(reader, times),
        new EntityQueryResource(reader, TestSeal.SEAL, times),
        new EntityBatchResource(reader),
        new EntityByUidResource(reader, times),
        new EntityByNameResource(reader, times),
        new EntityFacetsResource(reader, times));
  }

  private static List<CatalogResource> joined(
      List<CatalogResource> resources, CatalogResource... others) {
    return Stream.concat(resources.stream(), Stream.of(others)).toList();
  }

  List<CatalogResource> resources() {
    return resources;
  }

  DefaultCatalogIndex index() {
    return index;
  }

  Fakes.Policy policy() {
    return policy;
  }

  /** Allows everything and configures nothing. */
  void reset() {
    policy.decide(Decision.allow("test"));
    config.clear();
  }

  /** Calls as somebody else from now on. */
  void as(String ref) {
    caller = ref;
  }

  void configure(String key, long value) {
    config.put(key, value);
  }

  Answer get(String path) {
    return call("GET", path, null);
  }

  Answer post(String path, Object body) {
    return call("POST", path, body);
  }

  /** Reads what may be known already. */
  Answer get(String path, String ifNoneMatch) {
    return call("GET", path, null, "If-None-Match", ifNoneMatch);
  }

  Answer call(String method, String path, Object body, String... headers) {
    ContainerRequest request =
        new ContainerRequest(
            BASE,
            URI.create("http://localhost" + path),
            method,
            new Caller(caller),
            new MapPropertiesDelegate(),
            null);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      if (body != null) {
        request.header("Content-Type", MediaType.APPLICATION_JSON);
        request.setEntityStream(new ByteArrayInputStream(JSON.writeValueAsBytes(body)));
      }
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      ContainerResponse response = handler.apply(request, content).get();
      return new Answer(
          response.getStatus(),
          response.getHeaderString("Content-Type"),
          response.getHeaderString("Link"),
          response.getHeaderString("ETag"),
          content.toByteArray());
    } catch (Exception e) {
      throw new AssertionError(method + " " + path + " failed", e);
    }
  }

  private record Caller(String ref) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return new Fakes.Caller(ref);
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
          .type("application/json; charset=utf-8")
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
