package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.testing.GitServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product reads a plain git repository over http. */
class GitServerIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "git-canary-0987654321";
  private static final String NAME = "/api/catalog/entities/by-name/api/default/";
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path temp;
  private GitServer git;
  private Path work;
  private ServerProcess server;

  @BeforeEach
  void start() throws Exception {
    work = GitServer.work(temp);
    GitServer.git(work, "init", "-q", "-b", "main");
    commit(
        "all.yaml",
        """
        apiVersion: backstage.io/v1alpha1
        kind: Location
        metadata: {name: all}
        spec: {targets: [./services/*/catalog-info.yaml]}
        """);
    commit("services/one/catalog-info.yaml", api("one", "{$text: ../../text.txt}"));
    commit("services/two/catalog-info.yaml", api("two", "x"));
    commit("text.txt", "from the repository");
    Path team = Files.createDirectories(temp.resolve("git/team"));
    GitServer.git(temp, "clone", "-q", "--bare", "work", team.resolve("shop.git").toString());
    git = new GitServer(temp.resolve("git"));
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                """
                integrations:
                  git:
                    - {host: '%s', baseUrl: 'http://%s', username: bot, token: %s}
                """
                    .formatted(git.authority(), git.authority(), SECRET))
            .start();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    git.close();
  }

  private String commit(String file, String content) throws Exception {
    Path path = work.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    GitServer.git(work, "add", "-A");
    GitServer.git(work, "commit", "-q", "-m", file);
    return GitServer.git(work, "rev-parse", "HEAD");
  }

  private static String api(String name, String definition) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: %s}
    spec: {type: openapi, lifecycle: production, owner: a, definition: %s}
    """
        .formatted(name, definition);
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(server.get(path, ServerProcess.TOKEN).body());
  }

  private String definition(String name) throws Exception {
    return get(NAME + name).at("/spec/definition").asText();
  }

  private JsonNode await(String name, String definition) throws Exception {
    Poll.until(name, SOON, () -> definition(name), definition::equals);
    return get(NAME + name);
  }

  private void refresh(String ref) throws Exception {
    HttpResponse<String> answer =
        server.sendJson(
            "POST", "/api/catalog/refresh", ServerProcess.TOKEN, "{\"entityRef\":\"" + ref + "\"}");
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void aLocationInARepositoryIsReadWithAllThatItLeadsToAndReadAgain() throws Exception {
    String page = git.url("/team/shop.git/blob/main/");
    HttpResponse<String> registered =
        server.sendJson(
            "POST",
            "/api/catalog/locations",
            ServerProcess.TOKEN,
            "{\"type\":\"url\",\"target\":\"" + page + "all.yaml\"}");
    assertEquals(201, registered.statusCode(), registered.body());
    JsonNode one = await("one", "from the repository");
    await("two", "x");
    String managed =
        one.at("/metadata/annotations").get("backstage.io/managed-by-location").asText();
    assertTrue(managed.endsWith("/services/one/catalog-info.yaml"), managed);

    String commit = commit("services/two/catalog-info.yaml", api("two", "y"));
    GitServer.git(work, "push", "-q", temp.resolve("git/team/shop.git").toString(), "main");
    Poll.until(
        "the commit",
        SOON,
        () -> {
          // The tip of a branch counts as known for two seconds, so one request may come too soon.
          refresh("api:default/two");
          return definition("two");
        },
        "y"::equals);
    JsonNode history = server.json("/api/catalog/entities/by-name/api/default/two/history");
    assertEquals(commit, history.at("/items/0/cause/commit").asText(), history.toString());

    String basic =
        Base64.getEncoder().encodeToString(("bot:" + SECRET).getBytes(StandardCharsets.UTF_8));
    assertTrue(
        git.authorizations().stream().allMatch(("Basic " + basic)::equals),
        git.authorizations().toString());
    assertFalse(server.log().contains(SECRET), "the secret is in the log");
  }

  @Test
  void aRepositoryThatIsNotThereIsToldWithoutASecret() throws Exception {
    HttpResponse<String> refused =
        server.sendJson(
            "POST",
            "/api/catalog/locations?dryRun=true",
            ServerProcess.TOKEN,
            "{\"type\":\"url\",\"target\":\""
                + git.url("/team/none.git/blob/main/all.yaml")
                + "\"}");
    assertEquals(400, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("none.git"), refused.body());
    assertFalse(refused.body().contains(SECRET), "the secret is in the answer");
  }
}
