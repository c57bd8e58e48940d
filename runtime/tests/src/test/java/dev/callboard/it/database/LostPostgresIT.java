package dev.callboard.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.testing.TcpProxy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product on a PostgreSQL that the network loses. */
class LostPostgresIT {
  private static final String READINESS = "/.backstage/health/v1/readiness";
  private static final String LIVENESS = "/.backstage/health/v1/liveness";
  private static final String GREETING = "/api/hello/greeting";
  private static final String PLUGINS = "/api/plugins";

  /** A route that asks the database each time. */
  private static final String LOCATIONS = "/api/catalog/locations";

  private static final Duration START = Duration.ofSeconds(60);

  @TempDir Path directory;

  private static String config(int port) {
    return """
    backend:
      database:
        client: pg
        socketTimeout: 10s
        connection: {host: 127.0.0.1, port: %d, user: postgres, database: postgres}
    """
        .formatted(port);
  }

  private static int status(ServerProcess server, String path) throws Exception {
    return server.get(path, ServerProcess.TOKEN).statusCode();
  }

  private static void awaitStatus(
      ServerProcess server, String path, int expected, Duration deadline) {
    Poll.until(
        path + " to answer " + expected,
        deadline,
        () -> status(server, path),
        status -> status == expected);
  }

  @Test
  void F15_aDatabaseBehindABlackHoleMakesTheServerNotReadyAndNothingElseSlow() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        TcpProxy network = new TcpProxy(postgres.getPort());
        ServerProcess server = ServerProcess.in(directory).config(config(network.port())).start()) {
      Files.copy(Product.sample("hello"), server.plugins().resolve("hello.jar"));
      awaitStatus(server, GREETING, 200, START);
      awaitStatus(server, LOCATIONS, 200, START);
      network.swallow();
      long since = System.nanoTime();
      ExecutorService callers = Executors.newFixedThreadPool(20);
      try {
        List<Future<HttpResponse<String>>> stuck = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          stuck.add(callers.submit(() -> server.get(LOCATIONS, ServerProcess.TOKEN)));
        }
        long slowest = 0;
        long noticed = 0;
        while (noticed == 0 && seconds(since) < 30) {
          slowest = Math.max(slowest, millis(server, LIVENESS));
          slowest = Math.max(slowest, millis(server, GREETING));
          noticed = status(server, READINESS) == 503 ? millis(since) : 0;
          Thread.sleep(50);
        }
        assertTrue(noticed > 0 && noticed <= 15_000, "not ready after " + noticed + " ms");
        for (Future<HttpResponse<String>> caller : stuck) {
          HttpResponse<String> answer = caller.get(60, TimeUnit.SECONDS);
          assertEquals(503, answer.statusCode(), answer.body());
        }
        holdFor(server, Duration.ofSeconds(Product.times(0, 120)));
        assertTrue(slowest < 1_000, "a route without the database took " + slowest + " ms");
        System.out.printf(
            "F15: not ready after %d ms, routes without the database at most %d ms%n",
            noticed, slowest);
      } finally {
        callers.shutdownNow();
      }
      network.up();
      awaitStatus(server, READINESS, 200, Duration.ofSeconds(30));
      awaitStatus(server, LOCATIONS, 200, Duration.ofSeconds(30));
      assertEquals(200, status(server, PLUGINS));
    }
  }

  /** While the hole lasts: never ready, always alive, and refused at once. */
  private static void holdFor(ServerProcess server, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    do {
      assertEquals(503, status(server, READINESS));
      millis(server, LIVENESS);
      millis(server, GREETING);
      assertEquals(503, status(server, LOCATIONS));
      Thread.sleep(200);
    } while (System.nanoTime() < end);
  }

  private static long millis(ServerProcess server, String path) throws Exception {
    long start = System.nanoTime();
    assertEquals(200, status(server, path), path);
    return millis(start);
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static long seconds(long start) {
    return millis(start) / 1_000;
  }
}
