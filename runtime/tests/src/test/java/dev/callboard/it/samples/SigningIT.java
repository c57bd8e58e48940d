package dev.callboard.it.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and signatures of the command line, and a server that installs only what is signed. */
class SigningIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PLUGIN = "/api/plugins/hello";
  @TempDir Path directory;
  private Path jar;
  private ServerProcess server;

  @BeforeEach
  void makeKeyAndServer() throws Exception {
    callboard("keygen", "acme");
    Path config = directory.resolve("signing.yaml");
    Files.writeString(config, "plugins:\n  signatures:\n    policy: deny\n    wait: 1s\n");
    callboard("trust", "acme.pub", "--publisher", "ACME", "--config", config.toString());
    server = ServerProcess.in(directory.resolve("server")).config(Files.readString(config)).build();
    jar = Jars.drop(Product.sample("hello"), directory.resolve("hello.jar"));
  }

  @AfterEach
  void close() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private void callboard(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "plugins";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Commands.run(directory, Product.home().resolve("bin/callboard").toString(), all).good();
  }

  @Test
  void B01_an_unsigned_jar_is_refused_with_its_reason_and_quarantined() throws Exception {
    server.start();
    Jars.drop(jar, server.plugins().resolve("hello.jar"));
    assertRefused("signature");
  }

  @Test
  void B01_a_changed_byte_is_refused() throws Exception {
    callboard("sign", "--key", "acme.key", "hello.jar");
    byte[] bytes = Files.readAllBytes(jar);
    bytes[bytes.length / 2] ^= 1;
    Files.write(jar, bytes);
    server.start();
    dropSigned();
    assertRefused("sha256");
  }

  @Test
  void a_signed_jar_is_installed_and_there_again_after_a_restart() throws Exception {
    callboard("sign", "--key", "acme.key", "hello.jar");
    server.start();
    dropSigned();
    assertEquals("ACME", awaitActive().path("publisher").asText());
    server.stop();
    server.start();
    assertEquals("signed", awaitActive().path("signature").asText());
    assertEquals(200, server.get("/api/hello/greeting", null).statusCode());
  }

  private void dropSigned() throws IOException {
    Jars.drop(directory.resolve("hello.jar.sig"), server.plugins().resolve("hello.jar.sig"));
    Jars.drop(jar, server.plugins().resolve("hello.jar"));
  }

  private JsonNode awaitActive() {
    return Poll.until(
        "hello to be ACTIVE",
        SOON,
        () -> server.json(PLUGIN),
        plugin -> plugin.path("state").asText().equals("ACTIVE"));
  }

  private void assertRefused(String word) throws Exception {
    JsonNode rejected =
        Poll.until(
            "the refusal",
            SOON,
            () -> server.json("/api/plugins").path("rejected"),
            list -> !list.isEmpty());
    assertTrue(rejected.toString().contains(word), rejected.toString());
    assertEquals(404, server.get(PLUGIN, ServerProcess.TOKEN).statusCode());
    assertEquals(404, server.get("/api/hello/greeting", null).statusCode());
    assertFalse(Files.exists(server.plugins().resolve("hello.jar")), "left in the drop folder");
    try (var quarantine = Files.list(server.data().resolve("quarantine"))) {
      assertTrue(quarantine.findAny().isPresent());
    }
  }
}
