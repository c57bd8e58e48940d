package dev.callboard.it.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.it.support.ServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * HTTP/2 of the product: Jetty's parts find each other in another way there than in a unit test.
 */
class Http2IT {
  @TempDir static Path directory;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server =
        ServerProcess.in(directory)
            .config(
                """
                auth:
                  environment: production
                  providers:
                    github: {production: {clientId: a, clientSecret: b}}
                """)
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static HttpResponse<String> upgraded(String path) throws Exception {
    // A client of its own, as only the first request of a connection asks for the upgrade.
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Authorization", "Bearer " + ServerProcess.TOKEN)
            .timeout(Duration.ofSeconds(10));
    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void answersArriveOverHttp2WithAndWithoutABody() throws Exception {
    for (String path :
        new String[] {
          "/.backstage/health/v1/readiness",
          "/api/catalog/entities",
          "/api/auth/.well-known/jwks.json"
        }) {
      HttpResponse<String> answer = upgraded(path);
      assertEquals(200, answer.statusCode(), path);
      assertEquals(HttpClient.Version.HTTP_2, answer.version(), path);
    }
    assertEquals(302, upgraded("/api/auth/github/start?env=production").statusCode());
    assertEquals(404, upgraded("/api/none").statusCode());
  }
}
