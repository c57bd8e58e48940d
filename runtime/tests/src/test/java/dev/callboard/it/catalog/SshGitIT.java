package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.testing.GitServer;
import dev.callboard.testing.SshGitServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product reads a plain git repository over ssh. */
class SshGitIT {
  @TempDir Path temp;

  @Test
  void entitiesOfARepositoryAreReadOverSsh() throws Exception {
    Path work = GitServer.work(temp);
    GitServer.git(work, "init", "-q", "-b", "main");
    Files.writeString(
        work.resolve("catalog-info.yaml"),
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: over-ssh}
        spec: {type: service, lifecycle: production, owner: x}
        """);
    GitServer.git(work, "add", "-A");
    GitServer.git(work, "commit", "-q", "-m", "x");
    Files.createDirectories(temp.resolve("team"));
    GitServer.git(temp, "clone", "-q", "--bare", "work", "team/repo.git");
    KeyPair key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
    Path keyFile = Files.writeString(temp.resolve("key"), SshGitServer.openSsh(key));
    try (SshGitServer git =
            new SshGitServer(temp, KeyUtils.generateKeyPair("ssh-ed25519", 256), key.getPublic());
        ServerProcess server =
            ServerProcess.in(temp.resolve("server"))
                .config(
                    """
                    integrations:
                      git:
                        - host: 127.0.0.1
                          ssh:
                            port: %d
                            path: /srv
                            privateKey: {$file: %s}
                            hostKeys: ['%s']
                    catalog:
                      locations:
                        - type: url
                          target: https://127.0.0.1/team/repo.git/blob/main/catalog-info.yaml
                    """
                        .formatted(git.port(), keyFile, git.hostKey()))
                .start()) {
      Poll.until(
          "the entity",
          Duration.ofSeconds(20),
          () ->
              server
                  .get(
                      "/api/catalog/explain?entityRef=component:default/over-ssh",
                      ServerProcess.TOKEN)
                  .body(),
          answer -> answer.contains("\"served\":true"));
      assertEquals(0, server.stop());
      assertFalse(server.log().contains("PRIVATE KEY"));
    }
  }
}
