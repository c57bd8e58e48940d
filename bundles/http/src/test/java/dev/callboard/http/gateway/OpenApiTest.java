package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.http.PublicRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
  @TempDir java.nio.file.Path files;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    Files.createDirectories(files.resolve("openapi"));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private void write(String name, String content) throws Exception {
    Files.writeString(files.resolve("openapi").resolve(name), content);
  }

  private URL entry(String path) {
    java.nio.file.Path file = files.resolve(path);
    try {
      return Files.exists(file) ? file.toUri().toURL() : null;
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private HttpResponse<String> ask(Object... resources) throws Exception {
    server.mounts.add(
        server.slot("hello", Fakes.bundle(1, "test.hello", "file:h"), this::entry, resources));
    return server.get("/api/hello/openapi.json", "alice");
  }

  @Test
  void aDocumentInYamlIsAnsweredAsJson() throws Exception {
    write("hello.yaml", "openapi: 3.1.0\npaths:\n  /x:\n    get: {responses: {\"200\": {}}}\n");
    HttpResponse<String> answer = ask(new SampleResource("v1"));
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(
        "{\"openapi\":\"3.1.0\",\"paths\":{\"/x\":{\"get\":{\"responses\":{\"200\":{}}}}}}",
        answer.body());
    assertTrue(
        answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json"));
  }

  @Test
  void aDocumentInJsonIsAnsweredToo() throws Exception {
    write("hello.json", "{\t\"openapi\": \"3.1.0\"\n}");
    assertEquals("{\"openapi\":\"3.1.0\"}", ask(new SampleResource("v1")).body());
  }

  @Test
  void withoutCredentialsThereIsNoDocument() throws Exception {
    write("hello.yaml", "openapi: 3.1.0\n");
    ask(new SampleResource("v1"));
    assertEquals(401, server.get("/api/hello/openapi.json").statusCode());
  }

  @Test
  void withoutADocumentThePathIsThePlugins() throws Exception {
    assertEquals(404, ask(new SampleResource("v1")).statusCode());
  }

  @Test
  void aDocumentThatIsBrokenIsAnInternalErrorAndTheOtherRoutesWork() throws Exception {
    write("hello.yaml", "openapi: [\n");
    assertEquals(500, ask(new SampleResource("v1")).statusCode());
    assertEquals(200, server.get("/api/hello/version", "alice").statusCode());
  }

  @Test
  void theDocumentGoesBeforeARouteForAnyPath() throws Exception {
    write("hello.yaml", "openapi: 3.1.0\n");
    assertEquals("{\"openapi\":\"3.1.0\"}", ask(new AnyPath()).body());
    assertEquals("other", server.get("/api/hello/other", "alice").body());
  }

  @Test
  void aPluginThatAnswersForItselfIsLeftAlone() throws Exception {
    write("hello.yaml", "openapi: 3.1.0\n");
    assertEquals("own", ask(new OwnDocument()).body());
  }

  /** Answers every path of one part. */
  @Path("/")
  @Produces("text/plain")
  public static final class AnyPath {
    /** Returns the path. */
    @GET
    @Path("{any}")
    @PublicRoute("a test")
    public String any(@PathParam("any") String any) {
      return any;
    }
  }

  /** Answers with a document of its own. */
  @Path("/")
  @Produces("text/plain")
  public static final class OwnDocument {
    /** Returns it. */
    @GET
    @Path("openapi.json")
    @PublicRoute("a test")
    public String own() {
      return "own";
    }
  }
}
