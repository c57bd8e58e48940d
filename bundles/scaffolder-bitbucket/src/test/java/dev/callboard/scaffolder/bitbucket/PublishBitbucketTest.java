package dev.callboard.scaffolder.bitbucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against stubs of Bitbucket's REST APIs, 2.0 and 1.0, and git's own server program. */
class PublishBitbucketTest {
  private static final String CLOUD = "/2.0/repositories/acme/shop";
  private static final String SERVER = "/rest/api/1.0/projects/SHOP/repos";
  private static final String TOKEN = "canary-token-0815";

  @TempDir Path temp;
  private StubApi api;
  private GitServer git;
  private Answer made;
  private Map<String, Object> cloud = Map.of("username", "bot@example.com", "token", TOKEN);
  private int tasks;

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

  private static Answer missing() {
    return Answer.of(404, Map.of("error", Map.of("message", "not found")));
  }

  private Answer create(int status) {
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

  private FakeContext run(String id, FakeContext context) throws Exception {
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
            new PublishServerAction(hosts, live.apis(), publisher))
        .stream()
        .filter(action -> action.id().equals(id))
        .findAny()
        .orElseThrow()
        .run(context);
    return context;
  }

  private FakeContext cloud(Object... pairs) throws Exception {
    return context("bitbucket.org?workspace=acme&project=SHOP&repo=shop", pairs);
  }

  private FakeContext server(Object... pairs) throws Exception {
    return context(api.authority() + "?project=SHOP&repo=shop", pairs);
  }

  private FakeContext context(String url, Object... pairs) throws Exception {
    Map<String, Object> input = new HashMap<>();
    input.put("repoUrl", url);
    for (int i = 0; i < pairs.length; i += 2) {
      input.put((String) pairs[i], pairs[i + 1]);
    }
    return FakeContext.of(temp.resolve("task" + tasks++), input).file("a.txt", "a");
  }

  private static String basic(String both) {
    byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void a_repository_in_the_cloud_is_created_and_pushed_to() throws Exception {
    FakeContext context = run("publish:bitbucketCloud", cloud("description", "A shop"));
    StubApi.Request create = api.only("POST", CLOUD);
    assertEquals(
        Map.of(
            "scm",
            "git",
            "description",
            "A shop",
            "is_private",
            true,
            "project",
            Map.of("key", "SHOP")),
        create.body());
    assertEquals(basic("bot@example.com:" + TOKEN), create.headers().get("authorization"));
    assertEquals(basic("x-bitbucket-api-token-auth:" + TOKEN), git.authorizations().get(0));
    assertEquals("a", GitServer.git(temp.resolve("git/acme/shop.git"), "show", "master:a.txt"));
    assertEquals(api.url("/acme/shop.git"), context.outputs().get("remoteUrl"));
    assertEquals(api.url("/acme/shop/src/master"), context.outputs().get("repoContentsUrl"));
  }

  @Test
  void credentials_of_each_kind_are_sent_as_the_cloud_wants_them() throws Exception {
    cloud = Map.of("username", "bot", "appPassword", "app-pass");
    run("publish:bitbucketCloud", cloud());
    assertEquals(basic("bot:app-pass"), api.only("POST", CLOUD).headers().get("authorization"));
    assertEquals(basic("bot:app-pass"), git.authorizations().get(0));
    made = null;
    FakeContext own = cloud("token", "own-token", "defaultBranch", "other");
    run("publish:bitbucketCloud", own);
    assertEquals("Bearer own-token", api.seen("POST").get(1).headers().get("authorization"));
    assertTrue(git.authorizations().contains(basic("x-token-auth:own-token")));
  }

  @Test
  void a_repository_on_a_server_of_ones_own_is_created_and_pushed_to() throws Exception {
    api.on("PUT", "/rest/git-lfs/admin/projects/SHOP/repos/shop/enabled", 200, null);
    FakeContext context =
        run("publish:bitbucketServer", server("enableLFS", true, "repoVisibility", "public"));
    StubApi.Request create = api.only("POST", SERVER);
    assertEquals(Map.of("name", "shop", "defaultBranch", "master", "public", true), create.body());
    assertEquals("Bearer " + TOKEN, create.headers().get("authorization"));
    api.only("PUT", "/rest/git-lfs/admin/projects/SHOP/repos/shop/enabled");
    assertEquals(
        api.url("/projects/SHOP/repos/shop/browse"), context.outputs().get("repoContentsUrl"));
    assertEquals("a", GitServer.git(temp.resolve("git/acme/shop.git"), "show", "master:a.txt"));
  }

  @Test
  void a_resumed_step_takes_its_repository_and_one_of_somebody_else_is_an_error() throws Exception {
    FakeContext context = server().crashBeforeStoring("push.");
    assertThrows(FakeContext.Crash.class, () -> run("publish:bitbucketServer", context));
    run("publish:bitbucketServer", context.resumed());
    assertEquals(1, api.seen("POST").size());
    FakeContext other = server();
    assertEquals(
        ErrorCode.CONFLICT,
        assertThrows(PortalException.class, () -> run("publish:bitbucketServer", other)).code());
    FakeContext inCloud = cloud();
    assertEquals(
        ErrorCode.CONFLICT,
        assertThrows(PortalException.class, () -> run("publish:bitbucketCloud", inCloud)).code());
  }

  @Test
  void S10_hosts_that_are_not_configured_get_nothing() throws Exception {
    try (StubApi evil = new StubApi()) {
      for (String id : List.of("publish:bitbucketCloud", "publish:bitbucketServer")) {
        FakeContext context = context(evil.authority() + "?workspace=acme&project=SHOP&repo=shop");
        PortalException failure = assertThrows(PortalException.class, () -> run(id, context));
        assertTrue(failure.getMessage().startsWith("No matching integration configuration"));
      }
      Map<String, Object> clone = Map.of("name", "http", "href", evil.url("/acme/shop.git"));
      api.on("POST", SERVER, 201, Map.of("links", Map.of("clone", List.of(clone))));
      FakeContext lied = server();
      PortalException failure =
          assertThrows(PortalException.class, () -> run("publish:bitbucketServer", lied));
      assertTrue(failure.getMessage().contains("another host"), failure.getMessage());
      assertEquals(List.of(), evil.seen());
    }
  }

  @Test
  void T08_what_the_host_says_is_told_without_the_token() throws Exception {
    api.on(
        "POST", SERVER, 409, Map.of("errors", List.of(Map.of("message", "taken, says " + TOKEN))));
    FakeContext context = server();
    PortalException failure =
        assertThrows(PortalException.class, () -> run("publish:bitbucketServer", context));
    assertTrue(failure.getMessage().endsWith("409: taken, says ***"), failure.getMessage());
  }

  @Test
  void signing_is_refused_before_anything_is_created() throws Exception {
    FakeContext context = server("signCommit", true);
    assertThrows(PortalException.class, () -> run("publish:bitbucketServer", context));
    assertEquals(List.of(), api.seen());
  }
}
