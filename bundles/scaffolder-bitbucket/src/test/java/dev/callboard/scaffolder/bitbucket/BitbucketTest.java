package dev.callboard.scaffolder.bitbucket;

import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.git.DefaultGitPublisher;
import dev.callboard.scaffolder.testing.FakeContext;
import dev.callboard.scaffolder.testing.LiveIntegrations;
import dev.callboard.scaffolder.testing.StubApi;
import dev.callboard.scaffolder.testing.StubApi.Answer;
import dev.callboard.testing.GitServer;
import dev.callboard.testing.MapConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Stubs of Bitbucket's REST APIs, 2.0 and 1.0, and git's own server program. */
abstract class BitbucketTest {
  static final String CLOUD = "/2.0/repositories/acme/shop";
  static final String SERVER = "/rest/api/1.0/projects/SHOP/repos";
  static final String TOKEN = "canary-token-0815";

  @TempDir Path temp;
  StubApi api;
  GitServer git;
  Answer made;
  Map<String, Object> cloud = Map.of("username", "bot@example.com", "token", TOKEN);
  int tasks;

  @BeforeEach
  void start() throws Exception {
    git = new GitServer(Files.createDirectories(temp.resolve("git")));
    api = new StubApi().git(git);
    api.on("GET", CLOUD, request -> made == null ? missing() : made);
    api.on("POST", CLOUD, request -> create(200));
    api.on("GET", SERVER + "/shop", request -> made == null ? missing() : made);
    api.on("POST", SERVER, request -> create(201));
  }

  @AfterEach
  void stop() {
    api.seen();
    api.close();
    git.close();
  }

  static Answer missing() {
    return Answer.of(404, Map.of("error", Map.of("message", "not found")));
  }

  Answer create(int status) {
    try {
      Path bare = temp.resolve("git/acme/shop.git");
      GitServer.git(temp, "init", "-q", "--bare", bare.toString());
      GitServer.git(bare, "config", "http.receivepack", "true");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    String clone = "http://bot@" + api.authority() + "/acme/shop.git";
    Map<String, Object> links =
        Map.of(
            "clone",
            List.of(
                Map.of("name", "ssh", "href", "ssh://x"),
                Map.of("name", "http", "href", clone),
                Map.of("name", "https", "href", clone)),
            "html",
            Map.of("href", api.url("/acme/shop")),
            "self",
            List.of(Map.of("href", api.url("/projects/SHOP/repos/shop/browse"))));
    made = Answer.of(status, Map.of("links", links));
    return made;
  }

  FakeContext run(String id, FakeContext context) throws Exception {
    Map<String, Object> server =
        Map.of("host", api.authority(), "apiBaseUrl", api.url("/rest/api/1.0"), "token", TOKEN);
    Map<String, Object> integrations =
        Map.of("bitbucketCloud", List.of(cloud), "bitbucketServer", List.of(server));
    MapConfig config = new MapConfig(Map.of("integrations", integrations));
    LiveIntegrations live = new LiveIntegrations(temp.resolve("data"), config);
    DefaultGitPublisher publisher = new DefaultGitPublisher(live.config(), live.access());
    BitbucketHosts hosts =
        new BitbucketHosts(live.config(), URI.create(api.url("/2.0")), URI.create(api.url("")));
    List.<TemplateAction>of(
            new PublishCloudAction(hosts, live.apis(), publisher),
            new PublishServerAction(hosts, live.apis(), publisher),
            new CloudPullRequestAction(hosts, live.apis(), publisher),
            new ServerPullRequestAction(hosts, live.apis(), publisher),
            new BranchRestrictionAction(hosts, live.apis()),
            new RunPipelineAction(hosts, live.apis()))
        .stream()
        .filter(action -> action.id().equals(id))
        .findAny()
        .orElseThrow()
        .run(context);
    return context;
  }

  FakeContext cloud(Object... pairs) throws Exception {
    return context("bitbucket.org?workspace=acme&project=SHOP&repo=shop", pairs);
  }

  FakeContext server(Object... pairs) throws Exception {
    return context(api.authority() + "?project=SHOP&repo=shop", pairs);
  }

  FakeContext context(String url, Object... pairs) throws Exception {
    Map<String, Object> input = new HashMap<>();
    input.put("repoUrl", url);
    for (int i = 0; i < pairs.length; i += 2) {
      input.put((String) pairs[i], pairs[i + 1]);
    }
    return FakeContext.of(temp.resolve("task" + tasks++), input).file("a.txt", "a");
  }

  static String basic(String both) {
    byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }
}
