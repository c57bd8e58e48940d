package dev.callboard.scaffolder.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.testing.FakeContext;
import dev.callboard.scaffolder.testing.LiveIntegrations;
import dev.callboard.testing.GitServer;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.SshGitServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures are checked by git itself, with gpg and ssh-keygen. */
class SignedCommitTest {
  @TempDir Path temp;
  private GitServer server;
  private DefaultGitPublisher publisher;
  private int tasks;

  @BeforeEach
  void start() throws Exception {
    server = new GitServer(Files.createDirectories(temp.resolve("srv")));
  }

  @AfterEach
  void stop() {
    publisher.stop();
    server.close();
  }

  private FakeContext run(String key, FakeContext context) throws Exception {
    Map<String, Object> host = new HashMap<>();
    host.put("host", server.authority());
    host.put("baseUrl", server.url(""));
    if (key != null) {
      host.put("commitSigningKey", key);
    }
    MapConfig config = new MapConfig(Map.of("integrations", Map.of("git", List.of(host))));
    LiveIntegrations live = new LiveIntegrations(temp.resolve("data"), config);
    publisher = new DefaultGitPublisher(live.config(), live.access());
    new PublishGitAction(live.config(), publisher).run(context);
    return context;
  }

  /** Returns the context of a task that publishes to a repository of its own. */
  private FakeContext context() throws Exception {
    int task = tasks++;
    Path bare = bare(task);
    GitServer.git(temp, "init", "-q", "--bare", "-b", "main", bare.toString());
    GitServer.git(bare, "config", "http.receivepack", "true");
    return FakeContext.of(
            temp.resolve("task" + task),
            Map.of("remoteUrl", server.url("/shop" + task + ".git"), "signCommit", true))
        .file("a.txt", "a");
  }

  private Path bare(int task) {
    return temp.resolve("srv/shop" + task + ".git");
  }

  @Test
  void keys_of_ssh_sign_as_git_wants_it() throws Exception {
    List<KeyPair> keys = new ArrayList<>(List.of(KeyUtils.generateKeyPair("ssh-ed25519", 256)));
    for (String type : List.of("RSA", "EC")) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
      generator.initialize(type.equals("RSA") ? 2048 : 256);
      keys.add(generator.generateKeyPair());
    }
    Path allowed = temp.resolve("allowed");
    for (KeyPair key : keys) {
      FakeContext context = run(SshGitServer.openSsh(key), context());
      Files.writeString(allowed, "* " + SshGitServer.line(key.getPublic()) + "\n");
      Path bare = bare(tasks - 1);
      String option = "gpg.ssh.allowedSignersFile=" + allowed;
      String said = GitServer.git(bare, "-c", option, "verify-commit", "main");
      assertTrue(said.startsWith("Good \"git\" signature"), said);
      assertEquals("", GitServer.git(bare, "fsck", "--strict"));
      String commit = GitServer.git(bare, "rev-parse", "main");
      assertEquals(
          commit, run(SshGitServer.openSsh(key), context.resumed()).outputs().get("commitHash"));
    }
  }

  @Test
  void keys_of_openpgp_sign_as_git_wants_it() throws Exception {
    assumeTrue(hasGpg());
    for (String kind : List.of("default", "future-default")) {
      Path home = Files.createDirectories(temp.resolve(kind));
      home.toFile().setReadable(false, false);
      home.toFile().setReadable(true, true);
      gpg(home, "--quick-gen-key", kind + " <bot@example.com>", kind, "default", "never");
      String key = gpg(home, "--armor", "--export-secret-keys");
      Path program =
          Files.writeString(
              temp.resolve("gpg-" + kind), "#!/bin/sh\nexec gpg --homedir " + home + " \"$@\"\n");
      program.toFile().setExecutable(true);
      run(key, context());
      String said =
          GitServer.git(bare(tasks - 1), "-c", "gpg.program=" + program, "verify-commit", "main");
      assertTrue(said.contains("Good signature from \"" + kind + " <bot@example.com>\""), said);
      execute(List.of("gpgconf", "--homedir", home.toString(), "--kill", "all"));
    }
  }

  private static boolean hasGpg() throws Exception {
    try {
      execute(List.of("gpg", "--version"));
      return true;
    } catch (java.io.IOException e) {
      System.out.println("skipped: signatures of OpenPGP, as there is no gpg");
      return false;
    }
  }

  private static String gpg(Path home, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch"));
    command.addAll(List.of("--quiet", "--passphrase", "", "--pinentry-mode", "loopback"));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  private static String execute(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), command.toString());
    return out;
  }

  @Test
  void T08_a_key_that_is_wrong_or_missing_is_told_and_not_shown() throws Exception {
    List<String> wrong =
        List.of(
            "canary-key",
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\ncanary\n-----END PGP PRIVATE KEY BLOCK-----",
            "-----BEGIN OPENSSH PRIVATE KEY-----\ncanary\n-----END OPENSSH PRIVATE KEY-----");
    for (String key : wrong) {
      FakeContext context = context();
      PortalException failure = assertThrows(PortalException.class, () -> run(key, context));
      assertEquals(ErrorCode.INPUT, failure.code());
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        assertFalse(String.valueOf(cause.getMessage()).contains("canary"));
      }
    }
    FakeContext without = context();
    PortalException failure = assertThrows(PortalException.class, () -> run(null, without));
    assertTrue(failure.getMessage().startsWith("Signing commits is enabled but no signing key"));
    assertEquals(List.of(), server.seen());
  }
}
