package dev.callboard.scaffolder.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.GitPush;
import dev.callboard.scaffolder.testing.FakeContext;
import dev.callboard.scaffolder.testing.LiveIntegrations;
import dev.callboard.testing.GitServer;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.SshGitServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against git's own program behind an ssh server. */
class PublishOverSshTest {
  private static final String SHOP = "https://127.0.0.1/team/shop.git";

  @TempDir Path temp;
  private final KeyPair hostKey = key();
  private final KeyPair client = key();
  private SshGitServer server;
  private DefaultGitPublisher publisher;
  private PublishGitAction action;
  private Path bare;
  private int tasks;

  private static KeyPair key() {
    try {
      return KeyUtils.generateKeyPair("ssh-ed25519", 256);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws Exception {
    server = new SshGitServer(temp.resolve("srv"), hostKey, client.getPublic());
    bare = temp.resolve("srv/team/shop.git");
    GitServer.git(temp, "init", "-q", "--bare", "-b", "main", bare.toString());
    use(client, hostKey, Map.of());
  }

  private void use(KeyPair key, KeyPair known, Map<String, Object> scaffolder) throws Exception {
    Map<String, Object> ssh =
        Map.of(
            "port", server.port(),
            "path", "/srv",
            "privateKey", SshGitServer.openSsh(key),
            "hostKeys", List.of(SshGitServer.line(known.getPublic())));
    Map<String, Object> config =
        Map.of(
            "integrations",
            Map.of("git", List.of(Map.of("host", "127.0.0.1", "ssh", ssh))),
            "scaffolder",
            scaffolder);
    LiveIntegrations live = new LiveIntegrations(temp.resolve("data"), new MapConfig(config));
    publisher = new DefaultGitPublisher(live.config(), live.access());
    action = new PublishGitAction(live.config(), publisher);
  }

  @AfterEach
  void stop() throws Exception {
    publisher.stop();
    server.close();
  }

  private FakeContext context(Object... pairs) throws Exception {
    Map<String, Object> input = new HashMap<>(Map.of("remoteUrl", SHOP));
    for (int i = 0; i < pairs.length; i += 2) {
      input.put((String) pairs[i], pairs[i + 1]);
    }
    return FakeContext.of(temp.resolve("task" + tasks++), input).file("a.txt", "a");
  }

  private PortalException refused(FakeContext context) {
    return assertThrows(PortalException.class, () -> action.run(context));
  }

  @Test
  void files_are_pushed_with_the_configured_key_and_seen_by_their_usual_url() throws Exception {
    FakeContext context = context();
    byte[] noise = new byte[3 << 20];
    new Random(7).nextBytes(noise);
    context.workspace().write("noise.bin", noise, false);
    action.run(context);
    assertEquals("a", GitServer.git(bare, "show", "main:a.txt"));
    assertEquals("3145728", GitServer.git(bare, "cat-file", "-s", "main:noise.bin"));
    assertEquals(List.of("git-receive-pack '/srv/team/shop.git'"), server.commands());
    assertEquals(SHOP, context.outputs().get("remoteUrl"));
    assertEquals(SHOP + "/blob/main", context.outputs().get("repoContentsUrl"));
    action.run(context.resumed());
    assertEquals("1", GitServer.git(bare, "rev-list", "--count", "main"));
  }

  @Test
  void a_commit_follows_a_branch_that_is_fetched_over_ssh() throws Exception {
    action.run(context());
    FakeContext second = context().file("c.txt", "c");
    publisher.push(second, GitPush.of(URI.create(SHOP), "change", second.workspace()).onto("main"));
    assertEquals(
        GitServer.git(bare, "rev-parse", "main"), GitServer.git(bare, "rev-parse", "change^"));
    GitPush gone = GitPush.of(URI.create(SHOP), "x", second.workspace()).onto("gone");
    PortalException failure =
        assertThrows(PortalException.class, () -> publisher.push(second, gone));
    assertEquals(ErrorCode.NOT_FOUND, failure.code(), failure.getMessage());
  }

  @Test
  void a_branch_with_other_commits_and_a_missing_repository_are_told_as_such() throws Exception {
    action.run(context());
    assertEquals(ErrorCode.CONFLICT, refused(context("gitCommitMessage", "other")).code());
    PortalException missing = refused(context("remoteUrl", "https://127.0.0.1/team/gone.git"));
    assertEquals("There is no repository 'https://127.0.0.1/team/gone.git'", missing.getMessage());
  }

  @Test
  void S10_a_server_with_another_key_gets_nothing() throws Exception {
    use(client, key(), Map.of());
    PortalException failure = refused(context());
    assertTrue(failure.getMessage().contains("none of ssh.hostKeys"), failure.getMessage());
    assertEquals(List.of(), server.commands());
  }

  @Test
  void a_key_that_the_server_refuses_is_told_as_such_and_not_shown() throws Exception {
    KeyPair stranger = key();
    use(stranger, hostKey, Map.of());
    PortalException failure = refused(context());
    assertTrue(failure.getMessage().contains("does not accept ssh.privateKey"));
    String secret = SshGitServer.openSsh(stranger).lines().skip(1).findFirst().orElseThrow();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertFalse(String.valueOf(cause.getMessage()).contains(secret));
    }
  }

  @Test
  void P09_a_path_does_not_lead_out_of_the_configured_one() throws Exception {
    Path outside = temp.resolve("outside.git");
    GitServer.git(temp, "init", "-q", "--bare", outside.toString());
    for (String path :
        List.of("/../outside.git", "/%2e%2e/outside.git", "/a%2F..%2F..%2Foutside.git")) {
      assertEquals(
          ErrorCode.INPUT, refused(context("remoteUrl", "https://127.0.0.1" + path)).code(), path);
    }
    assertEquals(List.of(), server.commands());
  }

  @Test
  void a_token_has_no_use_and_own_credentials_cannot_be_had() throws Exception {
    assertTrue(refused(context("token", "mine")).getMessage().contains("'token' has no use"));
    use(client, hostKey, Map.of("requireScmUserCredentials", true));
    assertTrue(refused(context()).getMessage().contains("requireScmUserCredentials"));
    assertEquals(List.of(), server.commands());
    assertTrue(Files.exists(bare));
  }
}
