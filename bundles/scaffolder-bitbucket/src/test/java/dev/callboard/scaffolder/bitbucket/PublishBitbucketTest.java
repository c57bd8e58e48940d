package dev.callboard.scaffolder.bitbucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.testing.FakeContext;
import dev.callboard.scaffolder.testing.StubApi;
import dev.callboard.testing.GitServer;
import dev.callboard.testing.SshGitServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Repositories are created and pushed to. */
class PublishBitbucketTest extends BitbucketTest {
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
  void a_commit_is_signed_with_the_key_of_the_host_and_without_one_nothing_created()
      throws Exception {
    FakeContext context = server("signCommit", true);
    assertThrows(PortalException.class, () -> run("publish:bitbucketServer", context));
    assertEquals(List.of(), api.seen());
    java.security.KeyPair key = java.security.KeyPairGenerator.getInstance("RSA").generateKeyPair();
    cloud = Map.of("token", TOKEN, "commitSigningKey", SshGitServer.openSsh(key));
    run("publish:bitbucketCloud", cloud("signCommit", true));
    Path bare = temp.resolve("git/acme/shop.git");
    assertTrue(GitServer.git(bare, "cat-file", "commit", "master").contains("\ngpgsig "));
  }
}
