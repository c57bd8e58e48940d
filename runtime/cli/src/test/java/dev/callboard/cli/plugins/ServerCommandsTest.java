package dev.callboard.cli.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.cli.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCommandsTest {
  private static final String DEMO =
      """
      {"id":"demo","version":"1.0.0","state":"ACTIVE","publisher":"Acme","signature":"signed",
       "reason":""}
      """;

  @TempDir private Path home;
  private Program program;
  private HttpServer server;
  private String url;
  private final List<String> requests = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();
  private final List<String> signatures = new ArrayList<>();
  private int status = 200;
  private String answer = DEMO;

  @BeforeEach
  void start() throws IOException {
    program = new Program(home);
    Files.createDirectory(home.resolve("data"));
    Files.writeString(home.resolve("data/admin-token"), "admin-secret\n");
    PluginJar.plugin("demo", "1.0.0").write(home.resolve("demo.jar"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    int size = exchange.getRequestBody().readAllBytes().length;
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + size);
    tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
    signatures.add(exchange.getRequestHeaders().getFirst("X-Callboard-Signature"));
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void succeed(String... args) {
    assertEquals(0, program.run(args), program.out() + program.err());
  }

  private void fail(String message, String... args) {
    assertEquals(1, program.run(args), program.out());
    assertTrue(program.err().contains(message), program.err());
    assertFalse(program.err().contains("Exception"), program.err());
  }

  @Test
  void listShowsEachPlugin() {
    answer = "{\"items\":[" + DEMO + "]}";
    succeed("plugins", "list", "--server", url);

    assertTrue(
        program.out().matches("(?s)ID .*demo +1.0.0 +ACTIVE +signed +Acme\\R"), program.out());
    assertEquals(List.of("Bearer admin-secret"), tokens, "of the data directory");
  }

  @Test
  void listExplainsWhatWentWrong() {
    answer =
        """
        {"items":[{"id":"demo","version":"1.0.0","state":"FAILED","reason":"no package x",
          "failedUpdate":{"version":"2.0.0","reason":"not healthy"}}],
         "rejected":[{"file":"bad.jar","reason":"the archive ends early"}]}
        """;
    succeed("plugins", "list", "--server", url);

    assertTrue(program.out().contains("\n  no package x\n"), program.out());
    assertTrue(program.out().contains("\n  the update failed: not healthy\n"), program.out());
    assertTrue(
        program.out().endsWith("turned away: bad.jar\n  the archive ends early\n"), program.out());
  }

  @Test
  void installSendsTheJarAndItsSignature() throws IOException {
    Files.writeString(home.resolve("demo.jar.sig"), "signature");
    succeed("plugins", "install", "demo.jar", "--server", url);

    long size = Files.size(home.resolve("demo.jar"));
    assertEquals(List.of("POST /api/plugins?allowDowngrade=false " + size), requests);
    assertEquals(List.of("c2lnbmF0dXJl"), signatures, "as base64");
    assertEquals("demo 1.0.0: ACTIVE\n", program.out());
  }

  @Test
  void updateNamesThePlugin() throws IOException {
    succeed("plugins", "update", "demo", "demo.jar", "--allow-downgrade", "--server", url);

    long size = Files.size(home.resolve("demo.jar"));
    assertEquals(List.of("PUT /api/plugins/demo?allowDowngrade=true " + size), requests);
  }

  @Test
  void startStopRemoveAndTransferAreOneRequestEach() {
    succeed("plugins", "start", "demo", "--server", url);
    succeed("plugins", "stop", "demo", "--server", url);
    succeed("plugins", "transfer", "demo", "--publisher", "Acme", "--server", url);
    assertEquals("demo belongs to Acme now\n", program.out());
    answer = "";
    status = 204;
    succeed("plugins", "remove", "demo", "--server", url);

    assertEquals("demo: done\n", program.out());
    assertEquals(
        List.of(
            "POST /api/plugins/demo/start 0",
            "POST /api/plugins/demo/stop 0",
            "POST /api/plugins/demo/transfer 20",
            "DELETE /api/plugins/demo 0"),
        requests);
  }

  @Test
  void aPluginThatDoesNotComeUpGivesStatus1() {
    answer = DEMO.replace("ACTIVE", "FAILED").replace("\"\"", "\"it threw\"");
    fail("plugin demo failed", "plugins", "start", "demo", "--server", url);
    assertEquals("demo 1.0.0: FAILED, it threw\n", program.out());
  }

  @Test
  void theVariableGoesBeforeTheFileAndTheOptionBeforeBoth() {
    answer = "{\"items\":[]}";
    program.with("CALLBOARD_TOKEN", "from-variable");
    succeed("plugins", "list", "--server", url);
    succeed("plugins", "list", "--server", url, "--token", "from-option");

    assertEquals(List.of("Bearer from-variable", "Bearer from-option"), tokens);
  }

  @Test
  void theTokenOfThisMachineIsNotSentToAnother() {
    fail("no token for example.com", "plugins", "list", "--server", "https://example.com");
  }

  @Test
  void aMissingTokenSaysWhereItWasLookedFor() {
    fail("other/admin-token cannot be read", "plugins", "list", "--data", "other");
  }

  @Test
  void aTokenThatCannotBeSentIsNotRepeated() {
    fail("the token is not one", "plugins", "list", "--server", url, "--token", "se\ncret");
    assertFalse(program.err().contains("cret"), program.err());
  }

  @Test
  void theReasonOfTheServerIsPrinted() {
    status = 422;
    answer = "{\"error\":{\"name\":\"UnprocessableEntityError\",\"message\":\"not signed\"}}";
    fail("callboard: not signed (422)", "plugins", "install", "demo.jar", "--server", url);
  }

  @Test
  void anAnswerOfSomethingElseIsToldByItsStatus() {
    status = 502;
    answer = "<html>";
    fail("answered 502", "plugins", "list", "--server", url);
  }

  @Test
  void noServerIsTold() {
    server.stop(0);
    fail("is the server running?", "plugins", "list", "--server", url);
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    fail("--server is not a URL", "plugins", "list", "--server", "localhost:7007");
  }

  @Test
  void whatIsNoPluginIdIsNotSent() {
    fail("is not a plugin id", "plugins", "remove", "../x", "--server", url);
    assertEquals(List.of(), requests);
  }

  @Test
  void aMissingJarIsNamed() {
    fail("nothing.jar not found", "plugins", "install", "nothing.jar", "--server", url);
  }
}
