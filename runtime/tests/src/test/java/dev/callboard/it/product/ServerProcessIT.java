package dev.callboard.it.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the process starts and ends. */
class ServerProcessIT {
  @TempDir Path temp;

  @Test
  void F11_aSecondServerOnOneDataDirectoryRefusesWithAClearText() throws Exception {
    try (ServerProcess first = ServerProcess.in(temp.resolve("a")).start()) {
      Process second =
          new ProcessBuilder(
                  Product.home().resolve("bin/callboard").toString(),
                  "run",
                  "--port",
                  "0",
                  "--data",
                  first.data().toString(),
                  "--config",
                  temp.resolve("a/app-config.base.yaml").toString())
              .redirectErrorStream(true)
              .start();
      String output;
      try (InputStream stream = second.getInputStream()) {
        output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      }
      assertEquals(3, second.waitFor(), output);
      assertTrue(output.contains("in use by another callboard process"), output);
      assertEquals(200, first.get("/.backstage/health/v1/readiness", null).statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void F42_aSignalEndsTheServerCleanlyAndLeavesNoLock(String signal) throws Exception {
    if (isIgnored(signal)) {
      System.out.println("F42 skipped for " + signal + ": who runs the tests has it ignored");
      return;
    }
    try (ServerProcess server = ServerProcess.in(temp).start()) {
      signal(server, signal);
      assertEquals(0, server.awaitExit(), server.log());
      if (signal.equals("TERM")) {
        server.start();
        assertEquals(0, server.stop(), server.log());
      }
    }
  }

  /** A signal that is ignored when a JVM starts stays so; nohup does that, and jobs of a script. */
  private static boolean isIgnored(String signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    int number = Map.of("HUP", 1, "INT", 2, "TERM", 15).get(signal);
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
        .anyMatch(mask -> (mask >> (number - 1) & 1) == 1);
  }

  @Test
  void F42_signalsDuringStartAndTwiceEndItCleanly() throws Exception {
    for (int round = 0; round < Product.times(4, 20); round++) {
      try (ServerProcess server = ServerProcess.in(temp.resolve("r" + round)).build()) {
        server.launch();
        Thread.sleep(150L * round);
        signal(server, "TERM");
        signal(server, "TERM");
        int status = server.awaitExit();
        // Before the launcher has installed its hook the JVM itself reports the signal.
        assertTrue(status == 0 || status == 143, status + "\n" + server.log());
        server.start();
        assertEquals(0, server.stop(), server.log());
      }
    }
  }

  @Test
  void F41_requestsUnderWayFinishAndNoneIsDroppedWhenTheServerIsToldToStop() throws Exception {
    try (ServerProcess server = ServerProcess.in(temp).start()) {
      AtomicBoolean running = new AtomicBoolean(true);
      Queue<String> failures = new ConcurrentLinkedQueue<>();
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Thread client = new Thread(() -> request(server, running, failures));
        client.start();
        clients.add(client);
      }
      Thread.sleep(1500);
      signal(server, "TERM");
      assertEquals(0, server.awaitExit(), server.log());
      running.set(false);
      for (Thread client : clients) {
        client.join(10_000);
      }
      assertEquals(List.of(), List.copyOf(failures));
    }
  }

  /** A refused connection is not a dropped request: the server is gone. A broken answer is one. */
  private static void request(ServerProcess server, AtomicBoolean running, Queue<String> failures) {
    while (running.get()) {
      try (Socket socket = new Socket("127.0.0.1", server.port())) {
        socket.setSoTimeout(10_000);
        socket
            .getOutputStream()
            .write(
                ("GET /api/catalog/entities/by-query?limit=1 HTTP/1.1\r\nHost: 127.0.0.1:"
                        + server.port()
                        + "\r\nAuthorization: Bearer "
                        + ServerProcess.TOKEN
                        + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!answer.startsWith("HTTP/1.1 200") && !answer.startsWith("HTTP/1.1 503")) {
          failures.add("answer: " + answer.lines().findFirst().orElse("<nothing>"));
        }
      } catch (java.net.ConnectException e) {
        return;
      } catch (Exception e) {
        failures.add(e.toString());
        return;
      }
    }
  }

  @Test
  void aConfigurationThatCannotBeReadStopsTheStartAndNamesFileLineAndColumn() throws Exception {
    try (ServerProcess server =
        ServerProcess.in(temp).config("catalog:\n  rules: [allow: [}\n").build()) {
      server.launch();
      assertEquals(1, server.awaitExit(), server.log());
      assertTrue(server.log().contains("app-config.0.yaml"), server.log());
      assertTrue(server.log().matches("(?s).*(line 2|:2:).*"), server.log());
    }
  }

  @Test
  void U08_onlyTheHttpPortIsOpen() throws Exception {
    try (ServerProcess server = ServerProcess.in(temp).start()) {
      List<Integer> ports = ListeningPorts.of(server.process());
      assertEquals(List.of(server.port()), ports);
    }
  }

  @Test
  void F37_aDamagedBundleCacheIsRebuilt() throws Exception {
    try (ServerProcess server = ServerProcess.in(temp).start()) {
      assertEquals(0, server.stop(), server.log());
      try (var files = Files.walk(server.data().resolve("cache"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.writeString(file, "damaged");
        }
      }
      server.start();
      assertEquals(200, server.get("/api/catalog/entities", ServerProcess.TOKEN).statusCode());
    }
  }

  private static void signal(ServerProcess server, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(server.process().pid()))
        .redirectErrorStream(true)
        .start()
        .waitFor();
  }
}
