package dev.callboard.cli.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.cli.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureCommandsTest {
  @TempDir private Path home;
  private Program program;

  @BeforeEach
  void installation() throws IOException {
    program = new Program(home);
    Files.createDirectory(home.resolve("config"));
    config("app-config.yaml", "app:\n  title: Test\n");
    PluginJar.plugin("demo", "1.0.0").write(home.resolve("demo.jar"));
    succeed("plugins", "keygen", "acme");
  }

  private void config(String name, String text) throws IOException {
    Files.writeString(home.resolve("config").resolve(name), text);
  }

  private String text(String name) throws IOException {
    return Files.readString(home.resolve("config").resolve(name));
  }

  private void succeed(String... args) {
    assertEquals(0, program.run(args), program.out() + program.err());
  }

  private void fail(String message, String... args) {
    assertEquals(1, program.run(args), program.out());
    String printed = program.out() + program.err();
    assertTrue(printed.contains(message), printed);
    assertFalse(printed.contains("Exception"), printed);
  }

  @Test
  void thePrivateKeyIsForItsOwnerOnlyAndNeverPrinted() throws IOException {
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("acme.key"))));
    String body = Files.readAllLines(home.resolve("acme.key")).get(1);
    assertFalse(program.out().contains(body));
  }

  @Test
  void aKeyIsNeverReplaced() throws IOException {
    byte[] before = Files.readAllBytes(home.resolve("acme.key"));
    fail("acme.key exists already", "plugins", "keygen", "acme");
    assertEquals(new String(before), Files.readString(home.resolve("acme.key")));
  }

  @Test
  void aKeyIdThatIsAPathIsRefused() {
    fail("must be 1 to 64 letters", "plugins", "keygen", "../acme");
  }

  @Test
  void aSignedJarIsVerifiedWithItsPublicKey() {
    succeed("plugins", "sign", "--key", "acme.key", "demo.jar");
    succeed("plugins", "verify", "--key", "acme.pub", "demo.jar");
    assertTrue(
        program.out().contains("demo.jar: signed by acme (key acme) as demo 1.0.0"), program.out());
  }

  @Test
  void B01_anUnsignedJarIsNotVerified() {
    fail("demo.jar: unsigned", "plugins", "verify", "--key", "acme.pub", "demo.jar");
  }

  @Test
  void B01_aJarThatWasChangedIsNotVerified() throws IOException {
    succeed("plugins", "sign", "--key", "acme.key", "demo.jar");
    Files.write(home.resolve("demo.jar"), new byte[] {0}, StandardOpenOption.APPEND);
    fail("demo.jar: modified", "plugins", "verify", "--key", "acme.pub", "demo.jar");
  }

  @Test
  void B01_aKeyThatIsNotTrustedDoesNotCount() {
    succeed("plugins", "sign", "--key", "acme.key", "demo.jar");
    succeed("plugins", "keygen", "other");
    fail("demo.jar: invalid", "plugins", "verify", "--key", "other.pub", "demo.jar");
    fail("demo.jar: invalid", "plugins", "verify", "demo.jar");
  }

  @Test
  void B01_theSignatureOfAnotherVersionIsNotVerified() throws IOException {
    PluginJar.plugin("demo", "2.0.0").write(home.resolve("demo2.jar"));
    succeed("plugins", "sign", "--key", "acme.key", "demo2.jar");
    Files.copy(home.resolve("demo2.jar.sig"), home.resolve("demo.jar.sig"));
    fail("demo.jar: modified", "plugins", "verify", "--key", "acme.pub", "demo.jar");
  }

  @Test
  void whatIsNoPluginCannotBeSigned() throws IOException {
    new PluginJar("library", "1.0.0").write(home.resolve("library.jar"));
    fail("is not a plugin", "plugins", "sign", "--key", "acme.key", "library.jar");
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutItsContent() throws IOException {
    Files.writeString(home.resolve("no.key"), "hunter2");
    fail("not an Ed25519 private key", "plugins", "sign", "--key", "no.key", "demo.jar");
    assertFalse(program.err().contains("hunter2"));
  }

  @Test
  void aTrustedKeyCountsFromThenOn() throws IOException {
    succeed("plugins", "sign", "--key", "acme.key", "demo.jar");
    succeed("plugins", "trust", "acme.pub", "--publisher", "Acme's");
    assertTrue(program.out().contains("app-config.local.yaml"), program.out());
    succeed("plugins", "verify", "demo.jar");
    assertTrue(program.out().contains("signed by Acme's"), program.out());
  }

  @Test
  void aSecondKeyGoesWhereTheFirstIsAndCommentsStay() throws IOException {
    String before =
        """
        # ours
        plugins: # all of it
          signatures:
            policy: deny
            trustedKeys:
              - id: first
                publicKey: %s
                publisher: First

        # the rest
        organization:
          name: Example
        """
            .formatted(Files.readAllLines(home.resolve("acme.pub")).get(1));
    config("app-config.yaml", before);
    config("app-config.local.yaml", "organization:\n  name: Local\n");

    succeed("plugins", "trust", "acme.pub", "--expires", "2099-01-01T00:00:00Z");

    String after = text("app-config.yaml");
    assertTrue(after.startsWith(before.substring(0, before.indexOf("\n\n#"))), after);
    assertTrue(after.endsWith(before.substring(before.indexOf("\n# the rest"))), after);
    assertTrue(after.contains("        expires: '2099-01-01T00:00:00Z'\n"), after);
    assertEquals("organization:\n  name: Local\n", text("app-config.local.yaml"));
  }

  @Test
  void aFileWithOtherSettingsOfPluginsIsAddedTo() throws IOException {
    config("app-config.local.yaml", "plugins:\n  signatures:\n    policy: deny\n");
    succeed("plugins", "trust", "acme.pub");
    assertTrue(text("app-config.local.yaml").startsWith("plugins:\n  signatures:\n    policy: de"));
    succeed("plugins", "sign", "--key", "acme.key", "demo.jar");
    succeed("plugins", "verify", "demo.jar");
  }

  @Test
  void aKeyIsTrustedOnce() {
    succeed("plugins", "trust", "acme.pub");
    fail("key 'acme' is trusted already", "plugins", "trust", "acme.pub");
  }

  @Test
  void aFileThatCannotBeEditedSafelyStaysAsItIs() throws IOException {
    String flow = "plugins: {signatures: {policy: deny}}\n";
    config("app-config.local.yaml", flow);
    fail("cannot edit safely", "plugins", "trust", "acme.pub");
    assertEquals(flow, text("app-config.local.yaml"));
    assertTrue(program.err().contains("- id: 'acme'"), program.err());
    try (var files = Files.list(home.resolve("config"))) {
      assertEquals(2, files.count(), "nothing is left behind");
    }
  }

  @Test
  void aNamedFileIsTheOneThatIsEdited() throws IOException {
    Files.copy(
        home.resolve("config/app-config.yaml"),
        home.resolve("mine.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    succeed("plugins", "trust", "acme.pub", "--config", "mine.yaml");
    assertTrue(Files.readString(home.resolve("mine.yaml")).contains("id: 'acme'"));
  }
}
