package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.platform.http.PublicRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Clients that ask for HTTP/2 with their first request, as the one of the JDK does. */
class H2cUpgradeTest {
  private TestServer server;

  /** Answers without a body, and one with. */
  @Path("/")
  @PublicRoute("test")
  public static final class Answers {
    @GET
    @Path("redirect")
    public Response redirect() {
      return Response.status(302).header("Location", "https://idp.example.com/").build();
    }

    @GET
    @Path("nothing")
    public Response nothing() {
      return Response.noContent().build();
    }

    @GET
    @Path("empty")
    public Response empty() {
      return Response.ok().build();
    }

    @GET
    @Path("text")
    public String text() {
      return "text";
    }

    @POST
    @Path("empty")
    public Response taken() {
      return Response.ok().build();
    }
  }

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server.mount("hello", "reference:file:hello.jar", new Answers());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpResponse<String> upgraded(String path) throws Exception {
    // A client of its own, as only the first request of a connection asks.
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/hello" + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void anAnswerWithABodyIsUpgraded() throws Exception {
    HttpResponse<String> answer = upgraded("/text");
    assertEquals("text", answer.body());
    assertEquals(HttpClient.Version.HTTP_2, answer.version());
  }

  @RepeatedTest(20)
  void anAnswerWithoutABodyArrivesToo() throws Exception {
    assertEquals(302, upgraded("/redirect").statusCode());
    assertEquals(204, upgraded("/nothing").statusCode());
    assertEquals(200, upgraded("/empty").statusCode());
  }
}
