import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Starts ${{ values.name }} and answers its health check. */
public final class Main {

  private static final byte[] HEALTHY = "ok".getBytes(StandardCharsets.UTF_8);

  public static void main(String[] args) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(${{ values.port }}), 0);
    server.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(200, HEALTHY.length);
          try (var body = exchange.getResponseBody()) {
            body.write(HEALTHY);
          }
        });
    server.start();
  }
}
