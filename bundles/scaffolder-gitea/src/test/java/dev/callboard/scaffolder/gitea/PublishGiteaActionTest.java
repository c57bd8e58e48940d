package dev.callboard.scaffolder.gitea;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.git.DefaultGitPublisher;
import dev.callboard.scaffolder.testing.FakeContext;
import dev.callboard.scaffolder.testing.LiveIntegrations;
import dev.callboard.scaffolder.testing.StubApi;
import dev.callboard.scaffolder.testing.StubApi.Answer;
import dev.callboard.testing.GitServer;
import dev.callboard.testing.MapConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stub of Gitea's REST API, version 1, and git's own server program. */
class PublishGiteaActionTest {
  private static final String PASSWORD = "canary-password-0815";

  @TempDir Path temp;
  private StubApi api;
  private GitServer git;
  private boolean created;

  @BeforeEach
  void start() throws Exception {
    git = new GitServer(Files.createDirectories(temp.resolve("git")));
    api = new StubApi().git(git);
    api.on("GET", "/api/v1/orgs/acme", 200, Map.of("id", 1));
    api.on(
        "GET",
        "/api/v1/repos/acme/shop",
        request -> Answer.of(created ? 200 : 404, Map.of("id", 1)));
    api.on("POST", "/api/v1/orgs/acme/repos", request -> create());
  }

  @AfterEach
  void stop() {
    api.seen();
    api.close();
    git.close();
  }

  private Answer create() {
    try {
      Path bare = temp.resolve("git/acme/shop.git");
      GitServer.git(temp, "init", "-q", "--bare", bare.toString());
      GitServer.git(bare, "config", "http.receivepack", "true");
      created = true;
      return Answer.of(201, Map.of("id", 1));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private FakeContext run(FakeContext context) throws Exception {
    Map<String, Object> entry =
        Map.of(
            "host",
            api.authority(),
            "baseUrl",
            api.url(""),
            "username",
            "bot",
            "password",
            PASSWORD);
    MapConfig config = new MapConfig(Map.of("integrations", Map.of("gitea", List.of(entry))));
    LiveIntegrations live = new LiveIntegrations(temp.resolve("data"), config);
    DefaultGitPublisher publisher = new DefaultGitPublisher(live.config(), live.access());
    new PublishGiteaAction(live.config(), live.apis(), publisher).run(context);
    return context;
  }

  private FakeContext context(Object... pairs) throws Exception {
    Map<String, Object> input = new HashMap<>();
    input.put("repoUrl", api.authority() + "?owner=acme&repo=shop");
    input.put("description", "A shop");
    for (int i = 0; i < pairs.length; i += 2) {
      input.put((String) pairs[i], pairs[i + 1]);
    }
    return FakeContext.of(temp.resolve("task"), input).file("a.txt", "a");
  }

  @Test
  void a_repository_is_created_and_pushed_to() throws Exception {
    FakeContext context = run(context("repoVisibility", "private"));
    assertEquals(
        Map.of("name", "shop", "description", "A shop", "private", true),
        api.only("POST", "/api/v1/orgs/acme/repos").body());
    assertEquals("a", GitServer.git(temp.resolve("git/acme/shop.git"), "show", "main:a.txt"));
    assertEquals(api.url("/acme/shop.git"), context.outputs().get("remoteUrl"));
    assertEquals(api.url("/acme/shop/src/branch/main/"), context.outputs().get("repoContentsUrl"));
  }

  @Test
  void a_resumed_step_takes_its_repository_and_one_of_somebody_else_is_an_error() throws Exception {
    FakeContext context = context().crashBeforeStoring("push.");
    assertThrows(FakeContext.Crash.class, () -> run(context));
    run(context.resumed());
    assertEquals(1, api.seen("POST").size());
    FakeContext other = FakeContext.of(temp.resolve("other"), context.input()).file("b", "b");
    assertEquals(ErrorCode.CONFLICT, assertThrows(PortalException.class, () -> run(other)).code());
  }

  @Test
  void S10_an_unknown_host_gets_no_request() throws Exception {
    try (StubApi evil = new StubApi()) {
      FakeContext context = context("repoUrl", evil.authority() + "?owner=acme&repo=shop");
      assertThrows(PortalException.class, () -> run(context));
      assertEquals(List.of(), evil.seen());
    }
  }

  @Test
  void T08_what_the_host_says_is_told_without_the_password() throws Exception {
    api.on("POST", "/api/v1/orgs/acme/repos", 422, Map.of("message", "no " + PASSWORD));
    FakeContext context = context();
    PortalException failure = assertThrows(PortalException.class, () -> run(context));
    assertTrue(failure.getMessage().endsWith("422: no ***"), failure.getMessage());
    assertFalse(context.lines().toString().contains(PASSWORD));
  }

  @Test
  void without_a_key_nothing_is_signed_and_nothing_created() throws Exception {
    FakeContext context = context("signCommit", true);
    PortalException failure = assertThrows(PortalException.class, () -> run(context));
    assertTrue(failure.getMessage().contains("set commitSigningKey"), failure.getMessage());
    assertEquals(List.of(), api.seen());
  }
}
