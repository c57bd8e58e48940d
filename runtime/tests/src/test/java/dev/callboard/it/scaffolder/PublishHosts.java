package dev.callboard.it.scaffolder;

import dev.callboard.it.support.Poll;
import dev.callboard.scaffolder.testing.StubApi;
import dev.callboard.scaffolder.testing.StubApi.Answer;
import dev.callboard.testing.GitServer;
import dev.callboard.testing.SshGitServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;

/**
 * Source hosts on the loopback address: stubs of the APIs of four products with git's own program
 * behind them, and a plain git server over http and over ssh. Until {@link #go} each of them does
 * what it is asked for once, and keeps its answer: half of them that to the creation of a
 * repository, the others that to a push.
 */
final class PublishHosts implements AutoCloseable {
  static final String TOKEN = "canary-token-0815-4711";
  private static final String FILE = "catalog-info.yaml";
  private static final Duration SOON = Duration.ofSeconds(60);

  final StubApi github = new StubApi();
  final StubApi gitlab = new StubApi();
  final StubApi gitea = new StubApi();
  final StubApi bitbucket = new StubApi();
  final GitServer git;
  final SshGitServer ssh;
  final String privateKey;
  private final Path root;
  private final Path held;
  private final Path go;
  private final Map<String, Path> made = new HashMap<>();

  PublishHosts(Path temp) throws Exception {
    root = Files.createDirectories(temp.resolve("git"));
    held = Files.createDirectories(temp.resolve("held"));
    go = temp.resolve("go");
    git = new GitServer(root);
    KeyPair key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
    privateKey = SshGitServer.openSsh(key);
    ssh = new SshGitServer(root, KeyUtils.generateKeyPair("ssh-ed25519", 256), key.getPublic());
    List.of(github, gitlab, gitea, bitbucket).forEach(api -> api.git(git));
    bare("on-git", "team", true);
    bare("on-ssh", "team", true);
    github();
    gitlab();
    gitea();
    bitbucket();
  }

  /** Lets all answers go. */
  void go() throws Exception {
    Files.writeString(go, "");
  }

  /** Returns the names of those that keep an answer. */
  List<String> held() throws Exception {
    try (var names = Files.list(held)) {
      return names.map(name -> name.getFileName().toString()).sorted().toList();
    }
  }

  /** Returns what git says of a repository. */
  String of(String name, String... arguments) throws Exception {
    return GitServer.git(made.get(name), arguments);
  }

  private synchronized void bare(String name, String directory, boolean holdsPush) {
    try {
      Path path = root.resolve(directory).resolve(name + ".git");
      GitServer.git(root, "init", "-q", "--bare", path.toString());
      GitServer.git(path, "config", "http.receivepack", "true");
      if (holdsPush) {
        Path hook = path.resolve("hooks/post-receive");
        Files.createDirectories(hook.getParent());
        Files.writeString(
            hook,
            """
            #!/bin/sh
            touch '%s/%s'
            n=0
            while [ ! -e '%s' ] && [ $n -lt 600 ]; do sleep 0.1; n=$((n+1)); done
            """
                .formatted(held, name, go));
        hook.toFile().setExecutable(true);
      }
      made.put(name, path);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void holdCreation(String name) {
    try {
      Files.writeString(held.resolve(name), "");
      Poll.until("the go", SOON, () -> Files.exists(go), yes -> yes);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized Answer found(String name, Map<String, Object> repository) {
    return made.containsKey(name)
        ? Answer.of(200, repository)
        : Answer.of(404, Map.of("message", "Not Found"));
  }

  private Answer file(String name, String branch) {
    try {
      byte[] bytes = of(name, "show", branch + ":" + FILE).getBytes(StandardCharsets.UTF_8);
      return Answer.of(200, bytes);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void github() {
    String name = "on-github";
    Map<String, Object> repository =
        Map.of(
            "clone_url", github.url("/acme/on-github.git"),
            "html_url", github.url("/acme/on-github"));
    github.on("GET", "/api/v3/users/acme", 200, Map.of("type", "Organization"));
    github.on("GET", "/api/v3/repos/acme/on-github", request -> found(name, repository));
    github.on("GET", "/api/v3/repos/acme/on-github/contents/" + FILE, r -> file(name, "main"));
    github.on("PUT", "/api/v3/repos/acme/on-github/branches/main/protection", 200, Map.of());
    github.on(
        "POST",
        "/api/v3/orgs/acme/repos",
        request -> {
          bare(name, "acme", false);
          holdCreation(name);
          return Answer.of(201, repository);
        });
  }

  private void gitlab() {
    String name = "on-gitlab";
    String path = "/api/v4/projects/acme%2Fon-gitlab";
    Map<String, Object> project =
        Map.of("id", 12, "http_url_to_repo", gitlab.url("/acme/on-gitlab.git"));
    gitlab.on("GET", "/api/v4/namespaces/acme", 200, Map.of("id", 3));
    gitlab.on("GET", path, request -> found(name, project));
    gitlab.on("GET", path + "/repository/files/" + FILE + "/raw", r -> file(name, "master"));
    gitlab.on(
        "POST",
        "/api/v4/projects",
        request -> {
          bare(name, "acme", true);
          return Answer.of(201, project);
        });
  }

  private void gitea() {
    String name = "on-gitea";
    gitea.on("GET", "/api/v1/repos/acme/on-gitea", request -> found(name, Map.of("id", 1)));
    gitea.on("GET", "/api/v1/orgs/acme", 200, Map.of("id", 1));
    String repository = "/api/v1/repos/acme/on-gitea";
    gitea.on("GET", repository + "/raw/" + FILE, request -> file(name, "main"));
    gitea.on("GET", repository + "/commits", 200, List.of());
    gitea.on(
        "POST",
        "/api/v1/orgs/acme/repos",
        request -> {
          bare(name, "acme", true);
          return Answer.of(201, Map.of("id", 1));
        });
  }

  private void bitbucket() {
    String name = "on-bitbucket";
    String path = "/rest/api/1.0/projects/SHOP/repos";
    String clone = bitbucket.url("/scm/SHOP/on-bitbucket.git");
    Map<String, Object> links =
        Map.of(
            "clone", List.of(Map.of("name", "http", "href", clone)),
            "self", List.of(Map.of("href", bitbucket.url("/projects/SHOP/repos/on-bitbucket"))));
    Map<String, Object> repository = Map.of("links", links);
    bitbucket.on("GET", path + "/on-bitbucket", request -> found(name, repository));
    bitbucket.on("GET", path + "/on-bitbucket/raw/" + FILE, request -> file(name, "master"));
    bitbucket.on("GET", path + "/on-bitbucket/commits", 200, Map.of("values", List.of()));
    bitbucket.on(
        "POST",
        path,
        request -> {
          bare(name, "scm/SHOP", false);
          holdCreation(name);
          return Answer.of(201, repository);
        });
  }

  @Override
  public void close() throws Exception {
    go();
    for (StubApi api : List.of(github, gitlab, gitea, bitbucket)) {
      api.close();
    }
    git.close();
    ssh.close();
  }
}
