package dev.callboard.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.cli.Program;
import dev.callboard.cli.plugins.PluginJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir private Path home;
  private Program program;

  @BeforeEach
  void installation() throws IOException {
    program = new Program(home);
    Files.createDirectories(home.resolve("bundles/30"));
    Files.createDirectory(home.resolve("plugins"));
    Files.createDirectory(home.resolve("config"));
    config("backend:\n  listen: {port: 0, host: 127.0.0.1}\n");
    new PluginJar("core", "1.0.0")
        .with("Export-Package", "com.example.api;version=1.2")
        .write(home.resolve("bundles/30/core.jar"));
  }

  private void config(String text) throws IOException {
    Files.writeString(home.resolve("config/app-config.yaml"), text);
  }

  private void healthy(String message) {
    assertEquals(0, program.run("doctor"), program.out() + program.err());
    assertTrue(program.out().contains(message), program.out());
  }

  private void ill(String message, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "doctor";
    System.arraycopy(args, 0, all, 1, args.length);
    assertEquals(1, program.run(all), program.out() + program.err());
    assertTrue(program.out().contains(message), program.out());
  }

  @Test
  void aSoundInstallationHasNoErrors() {
    healthy("0 errors, 0 warnings");
    assertTrue(
        program.out().contains("ok      bundles: 1 bundles and 0 plugins of the installation"));
  }

  @Test
  void quietLeavesOutWhatIsWell() {
    assertEquals(0, program.run("doctor", "--quiet"));
    assertEquals("0 errors, 0 warnings\n", program.out());
  }

  @Test
  void aSyntaxErrorOfTheConfigurationHasFileLineAndColumn() throws IOException {
    config("backend:\n  listen: [\n");
    ill("ERROR   config: " + home.resolve("config/app-config.yaml") + ":2:12:");
  }

  @Test
  void aPolicyFileIsReadAsTheServerDoes() throws IOException {
    String listen = "backend:\n  listen: {port: 0, host: 127.0.0.1}\n";
    config(listen + "permission: {policy: {file: config/policy.yaml}}\n");
    Path policy = home.resolve("config/policy.yaml");
    ill("permission.policy.file names " + policy + ", which does not exist");
    Files.writeString(policy, "roles:\n  reader:\n    members: [users]\n    alow: []\n");
    ill("ERROR   permissions: policy.yaml, line 4, column 5");
    Files.writeString(
        policy, "roles:\n  reader:\n    members: [users]\n    allow: [{permissions: ['*']}]\n");
    healthy("policy.yaml has the roles reader");
  }

  @Test
  void weakSettingsAreFineOnOnesOwnMachine() throws IOException {
    config(
        "backend:\n  listen: {port: 0, host: 127.0.0.1}\n"
            + "auth:\n  providers: {guest: {}}\nplugins:\n  signatures: {policy: allow}\n");
    healthy("0 errors, 0 warnings");
  }

  @Test
  void weakSettingsAreWarningsWhereOthersCanReachTheServer() throws IOException {
    config(
        "backend:\n  listen: {port: 0, host: 0.0.0.0}\n"
            + "auth:\n  providers: {guest: {}}\nplugins:\n  signatures: {policy: allow}\n");
    healthy("0 errors, 2 warnings");
    assertTrue(program.out().contains("warning config: auth.providers.guest"), program.out());
    assertTrue(program.out().contains("plugins.signatures.policy"), program.out());
  }

  @Test
  void anIntegrationThatDoesNotExistIsNamed() throws IOException {
    config("backend:\n  listen: {port: 0, host: 127.0.0.1}\nintegrations:\n  gitub: []\n");
    healthy("warning config: integrations.gitub");
  }

  @Test
  void aPolicyThatDoesNotExistIsAnError() throws IOException {
    config("backend:\n  listen: {port: 0}\nplugins:\n  signatures: {policy: maybe}\n");
    ill("Use allow, warn or deny.");
  }

  @Test
  void aPluginWhoseImportNobodyOffersIsExplained() throws IOException {
    PluginJar.plugin("demo", "1.0.0")
        .with("Import-Package", "com.example.api;version=\"[2,3)\",com.example.other,java.util")
        .write(home.resolve("plugins/demo.jar"));

    ill("plugins/demo.jar needs what is not there");

    assertTrue(
        program
            .out()
            .contains(
                "package com.example.api in version [2.0.0,3.0.0): there is only 1.2.0 by"
                    + " 30/core.jar"),
        program.out());
    assertTrue(
        program.out().contains("package com.example.other in version 0.0.0: no bundle offers it"),
        program.out());
    assertFalse(program.out().contains("java.util"), program.out());
  }

  @Test
  void importsThatAreOfferedOrOptionalAreFine() throws IOException {
    PluginJar.plugin("demo", "1.0.0")
        .with(
            "Import-Package",
            "com.example.api;version=\"[1.2,2)\",javax.sql,com.example.no;resolution:=optional")
        .write(home.resolve("plugins/demo.jar"));

    healthy("demo.jar is plugin demo 1.0.0, unsigned");
  }

  @Test
  void aJarThatIsNoArchiveIsNamed() throws IOException {
    Files.writeString(home.resolve("plugins/broken.jar"), "no jar");
    ill("plugins/broken.jar cannot be read");
  }

  @Test
  void theSameBundleTwiceIsAnError() throws IOException {
    new PluginJar("core", "1.0.1").write(home.resolve("bundles/30/core-2.jar"));
    ill("are the same bundle core");
  }

  @Test
  void underPolicyDenyAnUnsignedPluginIsAnError() throws IOException {
    config(
        "backend:\n  listen: {port: 0, host: 127.0.0.1}\nplugins:\n  signatures: {policy: deny}\n");
    PluginJar.plugin("demo", "1.0.0").write(home.resolve("plugins/demo.jar"));
    ill("demo.jar is not signed");
  }

  @Test
  void aBadSignatureIsAnErrorUnderEveryPolicy() throws IOException {
    PluginJar.plugin("demo", "1.0.0").write(home.resolve("plugins/demo.jar"));
    Files.writeString(home.resolve("plugins/demo.jar.sig"), "nonsense");
    ill("demo.jar has a signature that is invalid");
  }

  @Test
  void aDataDirectoryThatOthersCanReadIsAWarning() throws IOException {
    Path data = Files.createDirectory(home.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    healthy("warning data: " + data + " can be read by others: rwxr-xr-x");

    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    healthy("only the owner can read " + data);
  }

  @Test
  void aLockFileAloneIsHarmless() throws IOException {
    Path data = Files.createDirectory(home.resolve("data"));
    Files.writeString(data.resolve("callboard.lock"), "4711");
    healthy("the lock file of an earlier run is harmless");
  }

  @Test
  void F30_aDirectoryInUseIsToldWithItsProcess() throws Exception {
    Path data = Files.createDirectory(home.resolve("data"));
    Path lock = data.resolve("callboard.lock");
    Files.writeString(lock, "4711");
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertTrue(held.isValid());
      healthy("a server runs on " + data + " (pid 4711)");
    }
  }

  @Test
  void aPortThatIsTakenIsAnError() throws IOException {
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      ill(
          "port " + other.getLocalPort() + " cannot be listened on",
          "--port",
          Integer.toString(other.getLocalPort()));
    }
  }

  @Test
  void anInstallationWithoutBundlesIsAnError() throws IOException {
    Files.delete(home.resolve("bundles/30/core.jar"));
    ill("has no bundles");
  }
}
