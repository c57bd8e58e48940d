package dev.callboard.http.gateway;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.PublicRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PrincipalType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Routes that do what the tests ask for. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequiresPermission("sample.read")
public final class SampleResource {
  final CountDownLatch entered = new CountDownLatch(1);
  final CountDownLatch go = new CountDownLatch(1);
  volatile boolean interrupted;
  private final String version;

  SampleResource() {
    this("1");
  }

  SampleResource(String version) {
    this.version = version;
  }

  /** A body with a type, as plugins write it. */
  public record Greeting(String text, int times) {}

  @GET
  @Path("entities")
  public List<Map<String, String>> entities() {
    return List.of(Map.of("kind", "API"));
  }

  @GET
  @Path("version")
  public Map<String, String> version() {
    return Map.of("version", version);
  }

  @GET
  @Path("undeclared-sibling")
  @RequiresPermission("sample.forbidden")
  public String forbidden() {
    return "{}";
  }

  @GET
  @Path("open")
  @PublicRoute("a test")
  public Map<String, String> open(@Context SecurityContext security) {
    return Map.of("who", security.getUserPrincipal().getName());
  }

  @GET
  @Path("users-only")
  @AuthenticatedRoute(PrincipalType.USER)
  public Map<String, String> usersOnly(@Context SecurityContext security) {
    return Map.of("who", security.getUserPrincipal().getName());
  }

  @GET
  @Path("link")
  public Map<String, String> link(@Context UriInfo uri) {
    return Map.of("self", uri.getAbsolutePath().toString(), "query", "" + uri.getQueryParameters());
  }

  @POST
  @Path("echo")
  public Object echo(Object body) {
    return body;
  }

  @POST
  @Path("typed")
  public Greeting typed(Greeting body) {
    return body;
  }

  @POST
  @Path("raw")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  public Map<String, Integer> raw(InputStream body) throws IOException {
    return Map.of("bytes", body.readAllBytes().length);
  }

  @GET
  @Path("fail/{how}")
  public String fail(@PathParam("how") String how) {
    switch (how) {
      case "runtime" -> throw new IllegalStateException("secret-in-message");
      case "stack" -> throw new StackOverflowError();
      case "linkage" -> throw new NoClassDefFoundError("com/example/Missing");
      case "oom" -> throw new OutOfMemoryError("Java heap space");
      case "conflict" -> throw PortalException.conflict("Exists already");
      default -> throw PortalException.notFound("No such thing: " + how);
    }
  }

  @GET
  @Path("empty-404")
  public Response empty404() {
    return Response.status(404).build();
  }

  @GET
  @Path("big")
  public Map<String, String> big(@QueryParam("size") int size) {
    return Map.of("text", "x".repeat(size));
  }

  @GET
  @Path("hang")
  public Map<String, String> hang() {
    entered.countDown();
    try {
      if (!go.await(20, TimeUnit.SECONDS)) {
        return Map.of("hang", "too long");
      }
    } catch (InterruptedException e) {
      interrupted = true;
      throw new IllegalStateException(e);
    }
    return Map.of("version", version);
  }
}
