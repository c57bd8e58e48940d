package dev.callboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
  @TempDir private Path home;
  private Program program;

  @BeforeEach
  void installation() throws IOException {
    Files.createDirectory(home.resolve("bundles"));
    program = new Program(home);
  }

  private Map<String, String> started(String... args) {
    assertEquals(0, program.run(args), program.err());
    assertEquals(1, program.starts().size());
    return program.starts().get(0);
  }

  private void refused(String message, String... args) {
    assertEquals(2, program.run(args));
    assertTrue(program.err().contains(message), program.err());
    assertEquals(List.of(), program.starts());
  }

  @Test
  void withoutOptionsStateAndPluginsAreInTheInstallation() {
    Map<String, String> properties = started("run");

    assertEquals(home.toString(), properties.get("callboard.home"));
    assertEquals(home.resolve("data").toString(), properties.get("callboard.data"));
    assertEquals(home.resolve("plugins").toString(), properties.get("callboard.plugins"));
    assertEquals("", properties.get("callboard.config"));
    assertEquals("", properties.get("callboard.catalog"));
    assertEquals(Installation.version(), properties.get("callboard.version"));
    assertFalse(properties.containsKey("callboard.port"), "the configuration decides");
  }

  @Test
  void theDirectoriesAreMade() {
    Map<String, String> properties = started("run", "--data", "a/b", "--plugins", "c/d");

    assertEquals(home.resolve("a/b").toString(), properties.get("callboard.data"));
    assertTrue(Files.isDirectory(home.resolve("a/b")));
    assertTrue(Files.isDirectory(home.resolve("c/d")));
  }

  @Test
  void repeatedOptionsKeepTheirOrder() throws IOException {
    Files.writeString(home.resolve("one.yaml"), "");
    Files.writeString(home.resolve("two.yaml"), "");

    Map<String, String> properties =
        started(
            "run",
            "--config",
            "two.yaml",
            "--config",
            "one.yaml",
            "--catalog",
            "one.yaml",
            "--catalog",
            "https://example.com/catalog-info.yaml");

    assertEquals(
        home.resolve("two.yaml") + "\n" + home.resolve("one.yaml"),
        properties.get("callboard.config"));
    assertEquals(
        home.resolve("one.yaml") + "\nhttps://example.com/catalog-info.yaml",
        properties.get("callboard.catalog"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "65534", "65535"})
  void aPortIsPassedOn(String port) {
    assertEquals(port, started("run", "--port", port).get("callboard.port"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536"})
  void aNumberThatIsNoPortIsRefused(String port) {
    refused("--port " + port + " is not a port: use 0 to 65535", "run", "--port", port);
  }

  @Test
  void aPortThatIsNoNumberIsRefused() {
    refused("'http' is not an int", "run", "--port", "http");
  }

  @Test
  void aMissingConfigurationFileIsRefusedByName() {
    refused(home.resolve("no.yaml") + " does not exist", "run", "--config", "no.yaml");
  }

  @Test
  void aConfigurationDirectoryIsRefused() {
    refused("is not a file that this user can read", "run", "--config", "bundles");
  }

  @Test
  void aConfigurationUrlIsRefused() {
    refused("is a URL: name a file", "run", "--config", "https://example.com/app-config.yaml");
  }

  @Test
  void aDataDirectoryThatIsAFileIsRefused() throws IOException {
    Files.writeString(home.resolve("file"), "");
    refused("is a file: name a directory", "run", "--data", "file");
  }

  @Test
  void aMissingCatalogPathIsRefused() {
    refused("nothing does not exist", "run", "--catalog", "nothing");
  }

  @Test
  void aCatalogUrlOfAnotherSchemeIsRefused() {
    refused("use a path, http:// or https://", "run", "--catalog", "ftp://example.com/x.yaml");
  }

  @Test
  void aValueWithALineBreakIsRefused() {
    refused("must not be empty or hold a line break", "run", "--catalog", "a\nb");
  }

  @Test
  void anUnknownOptionIsRefused() {
    refused("Unknown options: '--prot'", "run", "--prot", "1");
  }

  @Test
  void theStatusOfTheServerIsTheStatusOfTheProgram() {
    assertEquals(3, program.serverEndsWith(3).run("run"));
  }

  @Test
  void aFolderThatIsNoInstallationIsNamed() throws IOException {
    Files.delete(home.resolve("bundles"));

    assertEquals(1, program.run("run"));
    assertTrue(program.err().contains("there is no installation at " + home), program.err());
  }

  @Test
  void anArgumentFileIsNotRead() throws IOException {
    Files.writeString(home.resolve("secret"), "--port 1");
    refused(
        "Unmatched argument at index 1: '@" + home.resolve("secret"),
        "run",
        "@" + home.resolve("secret"));
  }
}
