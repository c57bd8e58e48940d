package dev.callboard.integrations.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.GitServer;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.SshGitServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against git's own program behind an ssh server. */
class SshGitHostTest {
  @TempDir Path temp;
  private final GitProvider provider = new GitProvider();
  private FakeAccess access;
  private KeyPair client;
  private KeyPair hostKey;
  private SshGitServer server;

  @BeforeEach
  void start() throws Exception {
    access = new FakeAccess(Files.createDirectories(temp.resolve("trees")));
    hostKey = KeyUtils.generateKeyPair("ssh-ed25519", 256);
    client = KeyUtils.generateKeyPair("ssh-ed25519", 256);
    server = new SshGitServer(temp, hostKey, client.getPublic());
    Path work = GitServer.work(temp);
    GitServer.git(work, "init", "-q", "-b", "main");
    Files.writeString(work.resolve("catalog-info.yaml"), "kind: A\n");
    Files.writeString(work.resolve("big.txt"), "x".repeat(100));
    GitServer.git(work, "add", "-A");
    GitServer.git(work, "commit", "-q", "-m", "x");
    Files.createDirectories(temp.resolve("team"));
    GitServer.git(temp, "clone", "-q", "--bare", "work", "team/repo.git");
  }

  @AfterEach
  void stop() throws Exception {
    provider.stop();
    server.close();
    try (Stream<Path> left = Files.list(temp.resolve("trees"))) {
      assertEquals(0, left.count(), "no checkout outlives the provider");
    }
  }

  private SourceHost host(KeyPair key, PublicKey... hostKeys) throws Exception {
    return host(SshGitServer.openSsh(key), Stream.of(hostKeys).map(SshGitServer::line).toList());
  }

  private SourceHost host(String key, List<String> hostKeys) {
    Map<String, Object> ssh =
        Map.of("port", server.port(), "path", "/srv", "privateKey", key, "hostKeys", hostKeys);
    return provider
        .hosts(List.of(new MapConfig(Map.of("host", "127.0.0.1", "ssh", ssh))), access)
        .get(0);
  }

  private static URI url(String rest) {
    return URI.create("https://127.0.0.1/team/repo.git" + rest);
  }

  private static String text(SourceHost host, String rest) {
    byte[] bytes = host.read(url(rest), ReadOptions.none()).bytes().orElseThrow();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static PortalException refused(SourceHost host, String rest) {
    return assertThrows(PortalException.class, () -> text(host, rest));
  }

  @Test
  void filesAndTreesAreReadWithTheConfiguredKey() throws Exception {
    SourceHost host = host(client, hostKey.getPublic());
    assertEquals("kind: A\n", text(host, "/blob/main/catalog-info.yaml"));
    try (SourceTree tree = host.readTree(url(""), ReadOptions.none())) {
      assertEquals(List.of("big.txt", "catalog-info.yaml"), tree.files());
    }
    assertTrue(
        server.commands().stream().allMatch("git-upload-pack '/srv/team/repo.git'"::equals),
        server.commands() + "");
    assertEquals(ErrorCode.NOT_FOUND, refused(host, "/blob/nope/catalog-info.yaml").code());
  }

  @Test
  void otherKindsOfKeysLogInToo() throws Exception {
    for (String type : List.of("RSA", "EC")) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
      generator.initialize(type.equals("RSA") ? 2048 : 256);
      KeyPair key = generator.generateKeyPair();
      try (SshGitServer other = new SshGitServer(temp, key, key.getPublic())) {
        Map<String, Object> ssh =
            Map.of(
                "port", other.port(),
                "path", "/srv/",
                "privateKey", SshGitServer.openSsh(key),
                "hostKeys", List.of(SshGitServer.line(key.getPublic())));
        SourceHost host =
            provider
                .hosts(List.of(new MapConfig(Map.of("host", "127.0.0.1", "ssh", ssh))), access)
                .get(0);
        assertEquals("kind: A\n", text(host, "/blob/main/catalog-info.yaml"), type);
      }
    }
  }

  @Test
  void aServerWithAnotherKeyIsNotTalkedTo() throws Exception {
    PublicKey other = KeyUtils.generateKeyPair("ssh-ed25519", 256).getPublic();
    PortalException e = refused(host(client, other), "/blob/main/catalog-info.yaml");
    assertTrue(e.getMessage().contains("none of ssh.hostKeys"), e.getMessage());
    assertTrue(server.commands().isEmpty());
  }

  @Test
  void aKeyThatTheServerRefusesIsToldAsSuch() throws Exception {
    KeyPair stranger = KeyUtils.generateKeyPair("ssh-ed25519", 256);
    PortalException e =
        refused(host(stranger, hostKey.getPublic()), "/blob/main/catalog-info.yaml");
    assertTrue(e.getMessage().contains("does not accept ssh.privateKey"), e.getMessage());
  }

  @Test
  void P09_aPathDoesNotLeadOutOfTheConfiguredOne() throws Exception {
    SourceHost host = host(client, hostKey.getPublic());
    URI url = URI.create("https://127.0.0.1/x%2F..%2F..%2Fteam/repo.git/blob/main/a.txt");
    PortalException e =
        assertThrows(PortalException.class, () -> host.read(url, ReadOptions.none()));
    assertEquals(ErrorCode.INPUT, e.code());
    assertTrue(server.commands().isEmpty());
  }

  @Test
  void P17_anAnswerIsNoLargerThanTheLimit() throws Exception {
    access.maxTreeBytes = 300;
    SourceHost host = host(client, hostKey.getPublic());
    PortalException e = refused(host, "/blob/main/catalog-info.yaml");
    assertEquals(ErrorCode.INPUT, e.code());
    assertTrue(e.getMessage().contains("300 bytes"), e.getMessage());
  }

  @Test
  void whatIsMissingOrWrongNamesItsKeyAndShowsNoSecret() throws Exception {
    String key = SshGitServer.openSsh(client);
    String line = SshGitServer.line(hostKey.getPublic());
    assertTrue(
        assertThrows(PortalException.class, () -> host("canary-key", List.of(line)))
            .getMessage()
            .startsWith("integrations.git[0].ssh.privateKey is no private key"));
    PortalException e =
        assertThrows(
            PortalException.class,
            () -> host(key.replaceFirst("(?s)\n.{40}", "\n"), List.of(line)));
    assertFalse(e.getMessage().contains(key.lines().skip(1).findFirst().orElseThrow()));
    assertTrue(
        assertThrows(PortalException.class, () -> host(key, List.of()))
            .getMessage()
            .startsWith("integrations.git[0].ssh.hostKeys is missing"));
    assertTrue(
        assertThrows(PortalException.class, () -> host(key, List.of("nonsense")))
            .getMessage()
            .contains("'nonsense'"));
  }
}
