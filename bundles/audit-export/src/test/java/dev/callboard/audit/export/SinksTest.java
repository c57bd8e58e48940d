package dev.callboard.audit.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.platform.audit.AuditRecord;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.TestCertificate;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir Path data;

  private static AuditRecord record(long seq) {
    return record(seq, "component:default/pay\u00e9\"");
  }

  private static AuditRecord record(long seq, String ref) {
    Map<String, Object> values =
        Map.of(
            "ts", "2026-11-21T10:00:00.000000Z",
            "node", "n 1",
            "eventId", "entity-mutate",
            "severity", "high",
            "target", Map.of("kind", "entity", "ref", ref));
    try {
      return new AuditRecord(
          seq, "sha256:0", "sha256:" + seq, JSON.writeValueAsString(values), values);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Sink sink(Object... pairs) {
    Map<String, Object> values = new LinkedHashMap<>(Map.of("id", "one"));
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return SinkSettings.of(config(values), data).get("one").sink();
  }

  private static Config config(Map<String, Object> sink) {
    return MapConfig.of("audit.sinks", List.of(sink));
  }

  @Test
  void aFileHasALineForEachRecordAlsoAfterACrash() throws Exception {
    Sink sink = sink("type", "jsonl", "path", "out.jsonl");
    sink.write(List.of(record(1), record(2)));
    Files.writeString(data.resolve("out.jsonl"), "{\"seq\":3,\"pr", StandardOpenOption.APPEND);
    sink.write(List.of(record(3)));
    List<String> lines = Files.readAllLines(data.resolve("out.jsonl"));
    assertEquals(4, lines.size());
    assertEquals(3, JSON.readTree(lines.get(3)).path("seq").asInt());
    JsonNode first = JSON.readTree(lines.get(0));
    assertEquals("sha256:1", first.path("hash").asText());
    assertEquals("component:default/pay\u00e9\"", first.at("/record/target/ref").asText());
  }

  @Test
  void whatIsNoJsonIsCarriedAsAText() throws Exception {
    Sink sink = sink("type", "jsonl", "path", "out.jsonl");
    sink.write(List.of(new AuditRecord(1, "a", "b", "tamp\n\"ered", Map.of())));
    JsonNode line = JSON.readTree(data.resolve("out.jsonl").toFile());
    assertEquals("tamp\n\"ered", line.path("record").asText());
  }

  @Test
  void cloudEventsArePostedAsABatchAndARefusalIsAFailure() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    List<JsonNode> bodies = new ArrayList<>();
    List<String> headers = new ArrayList<>();
    int[] status = {204};
    server.createContext(
        "/in",
        exchange -> {
          headers.add(exchange.getRequestHeaders().getFirst("Content-Type"));
          headers.add(exchange.getRequestHeaders().getFirst("Authorization"));
          bodies.add(JSON.readTree(exchange.getRequestBody()));
          exchange.sendResponseHeaders(status[0], -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
      Sink sink = sink("type", "cloudevents", "url", url, "token", "t");
      sink.write(List.of(record(1), record(2)));
      assertEquals(List.of("application/cloudevents-batch+json", "Bearer t"), headers);
      JsonNode event = bodies.get(0).get(1);
      assertEquals("1.0", event.path("specversion").asText());
      assertEquals("sha256:2", event.path("id").asText());
      assertEquals("dev.callboard.audit.entity-mutate", event.path("type").asText());
      assertEquals("2026-11-21T10:00:00.000000Z", event.path("time").asText());
      assertEquals("00000000000000000002", event.path("sequence").asText());
      assertEquals(2, event.at("/data/seq").asInt());
      for (int refused : new int[] {302, 400, 503}) {
        status[0] = refused;
        IOException failure = assertThrows(IOException.class, () -> sink.write(List.of(record(3))));
        assertTrue(failure.getMessage().contains("" + refused), failure.getMessage());
      }
    } finally {
      server.stop(0);
    }
  }

  @Test
  void syslogOverTcpHasTheLengthOfEachMessage() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      CompletableFuture<byte[]> received = received(server);
      sink("type", "syslog", "protocol", "tcp", "host", "127.0.0.1", "port", server.getLocalPort())
          .write(List.of(record(1), record(2)));
      assertTwo(received.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void syslogOverTlsGoesToAReceiverWhoseCertificateIsTrusted() throws Exception {
    TestCertificate own = TestCertificate.in(data);
    try (ServerSocket server =
        own.server().getServerSocketFactory().createServerSocket(0, 1, LOOPBACK)) {
      CompletableFuture<byte[]> refused = received(server);
      Sink stranger = sink("type", "syslog", "host", "127.0.0.1", "port", server.getLocalPort());
      assertThrows(IOException.class, () -> stranger.write(List.of(record(1))));
      assertThrows(ExecutionException.class, () -> refused.get(30, TimeUnit.SECONDS));
      CompletableFuture<byte[]> received = received(server);
      sink(
              "type",
              "syslog",
              "host",
              "localhost",
              "port",
              server.getLocalPort(),
              "tls",
              Map.of("ca", own.pem()))
          .write(List.of(record(1), record(2)));
      assertTwo(received.get(30, TimeUnit.SECONDS));
    }
  }

  private static CompletableFuture<byte[]> received(ServerSocket server) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket socket = server.accept()) {
            return socket.getInputStream().readAllBytes();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void assertTwo(byte[] bytes) throws Exception {
    List<String> messages = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int blank = at;
      while (bytes[blank] != ' ') {
        blank++;
      }
      int length = Integer.parseInt(new String(bytes, at, blank - at, StandardCharsets.US_ASCII));
      messages.add(new String(bytes, blank + 1, length, StandardCharsets.UTF_8));
      at = blank + 1 + length;
    }
    assertEquals(2, messages.size());
    String header = "<108>1 2026-11-21T10:00:00.000000Z n?1 callboard - entity-mutate - \uFEFF";
    assertTrue(messages.get(1).startsWith(header), messages.get(1));
    assertEquals(2, JSON.readTree(messages.get(1).substring(header.length())).path("seq").asInt());
  }

  @Test
  void aSyslogReceiverThatIsAwayIsAFailure() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      port = server.getLocalPort();
    }
    Sink sink = sink("type", "syslog", "protocol", "tcp", "host", "127.0.0.1", "port", port);
    assertThrows(IOException.class, () -> sink.write(List.of(record(1))));
  }

  @Test
  void syslogOverTlsTrustsNobodyWithoutACertificate() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(
              () -> {
                try (Socket socket = server.accept()) {
                  socket.getOutputStream().write("no TLS here".getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      Sink sink = sink("type", "syslog", "host", "127.0.0.1", "port", server.getLocalPort());
      assertThrows(IOException.class, () -> sink.write(List.of(record(1))));
      other.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void syslogOverUdpLeavesOutWhatNoDatagramHolds() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, LOOPBACK)) {
      server.setSoTimeout(10_000);
      Sink sink =
          sink(
              "type",
              "syslog",
              "protocol",
              "udp",
              "host",
              "127.0.0.1",
              "port",
              server.getLocalPort());
      sink.write(List.of(record(1), record(2, "x".repeat(70_000))));
      byte[] buffer = new byte[70_000];
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      server.receive(packet);
      String first = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
      assertTrue(first.contains("\"seq\":1,"), first);
      packet.setLength(buffer.length);
      server.receive(packet);
      String second = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
      assertTrue(second.endsWith("{\"seq\":2,\"hash\":\"sha256:2\",\"leftOut\":true}"), second);
    }
  }

  @Test
  void aMessageIsWholeUpToItsLimit() {
    int length = SyslogMessage.of(record(1), Integer.MAX_VALUE).length;
    assertEquals(length, SyslogMessage.of(record(1), length).length);
    assertEquals(length, SyslogMessage.of(record(1), length + 1).length);
    String cut = new String(SyslogMessage.of(record(1), length - 1), StandardCharsets.UTF_8);
    assertTrue(cut.contains("leftOut"), cut);
  }

  @Test
  void wrongSettingsAreToldWithoutTheirSecrets() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("id", "one"),
            Map.of("id", "A b", "type", "jsonl", "path", "x"),
            Map.of("id", "one", "type", "mail"),
            Map.of("id", "one", "type", "jsonl"),
            Map.of("id", "one", "type", "cloudevents", "url", "ftp://u:secret@h/"),
            Map.of("id", "one", "type", "syslog", "host", "h", "protocol", "smoke"),
            Map.of("id", "one", "type", "syslog", "host", "h", "tls", Map.of("ca", "secret")),
            Map.of("id", "one", "type", "syslog", "host", "h", "port", 65_536))) {
      PortalException failure =
          assertThrows(PortalException.class, () -> SinkSettings.of(config(wrong), data));
      assertTrue(failure.getMessage().startsWith("audit.sinks[]: "), failure.getMessage());
      assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
    }
    assertTrue(
        SinkSettings.of(
                config(Map.of("id", "one", "type", "syslog", "host", "h", "port", 65_535)), data)
            .containsKey("one"));
  }
}
