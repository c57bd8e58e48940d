package dev.callboard.source.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.webhook.Signatures;
import dev.callboard.platform.webhook.WebhookReceiver;
import dev.callboard.platform.webhook.WebhookRequest;
import dev.callboard.testing.MapConfig;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiversTest {
  private static final String SECRET = "It's a Secret to Everybody";
  private static final Config CONFIG =
      MapConfig.of(
              "integrations.github",
              List.of(
                  Map.of(
                      "host", "ghe.example.com", "apps", List.of(Map.of("webhookSecret", "app")))))
          .with("integrations.gitlab", List.of(Map.of("host", "gitlab.example.com")))
          .with("integrations.bitbucketServer", List.of(Map.of("host", "bb.example.com:8443")))
          .with("integrations.gitea", List.of(Map.of("host", "gitea.example.com")));

  private final WebhookReceiver github = new GitHubReceiver(() -> CONFIG);
  private final WebhookReceiver gitlab = new GitLabReceiver(() -> CONFIG);
  private final WebhookReceiver cloud = new BitbucketCloudReceiver(() -> CONFIG);
  private final WebhookReceiver server = new BitbucketServerReceiver(() -> CONFIG);
  private final WebhookReceiver gitea = new GiteaReceiver(() -> CONFIG);

  private static Map<String, Object> json(String text) {
    try {
      return new ObjectMapper().readValue(text, new TypeReference<HashMap<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static WebhookRequest request(String body, String... headers) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    return new WebhookRequest("topic", map, body.getBytes(UTF_8));
  }

  private static List<Event> events(WebhookReceiver receiver, String body, String... headers) {
    return receiver.events(request(body, headers), json(body));
  }

  private static Map<String, Object> only(String topic, List<Event> events) {
    List<Event> found = events.stream().filter(event -> event.topic().equals(topic)).toList();
    assertEquals(1, found.size(), events.toString());
    return found.get(0).payload();
  }

  private static String hmac(String body) {
    return HexFormat.of()
        .formatHex(Signatures.hmac("HmacSHA256", SECRET.getBytes(UTF_8), body.getBytes(UTF_8)));
  }

  /** The values of GitHub's page "Validating webhook deliveries". */
  @Test
  void U11_gitHubsOwnExampleOfASignatureIsRight() {
    String signature = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    assertTrue(
        github.isSigned(
            request("Hello, World!", "X-Hub-Signature-256", "sha256=" + signature), SECRET));
    assertFalse(
        github.isSigned(
            request("Hello, World?", "X-Hub-Signature-256", "sha256=" + signature), SECRET));
    assertFalse(
        github.isSigned(request("Hello, World!", "X-Hub-Signature-256", signature), SECRET));
    assertFalse(
        github.isSigned(
            request("Hello, World!", "X-Hub-Signature", "sha256=" + signature), SECRET));
  }

  @Test
  void U11_eachHostsSignatureIsLookedForWhereThatHostPutsIt() {
    String body = "{}";
    assertTrue(gitlab.isSigned(request(body, "X-Gitlab-Token", SECRET), SECRET));
    assertFalse(gitlab.isSigned(request(body, "X-Gitlab-Token", SECRET + "x"), SECRET));
    assertFalse(gitlab.isSigned(request(body), SECRET));
    for (WebhookReceiver bitbucket : List.of(cloud, server)) {
      String header = "X-Hub-Signature";
      assertTrue(bitbucket.isSigned(request(body, header, "sha256=" + hmac(body)), SECRET));
      assertFalse(bitbucket.isSigned(request(body, header, "sha1=" + hmac(body)), SECRET));
      assertFalse(bitbucket.isSigned(request(body), SECRET));
    }
    assertTrue(gitea.isSigned(request(body, "X-Gitea-Signature", hmac(body)), SECRET));
    assertFalse(gitea.isSigned(request(body + " ", "X-Gitea-Signature", hmac(body)), SECRET));
  }

  @Test
  void secretsOfGitHubAppsCountToo() {
    Config config = ((MapConfig) CONFIG).with("events.modules.github.webhookSecret", "own");
    assertEquals(List.of("own", "app"), github.secrets(config));
    assertEquals(List.of(), gitlab.secrets(config));
  }

  private static String gitHubPush(String more, String commits) {
    return """
    {"ref":"refs/heads/main","before":"aaa","after":"bbb","base_ref":null%s,
     "repository":{"html_url":"https://ghe.example.com/acme/shop","default_branch":"main"},
     "commits":[%s]}
    """
        .formatted(more, commits);
  }

  @Test
  void aPushToGitHubTellsWhatItsCommitsDidTogether() {
    String body =
        gitHubPush(
            "",
            """
            {"added":["a.yaml","b.yaml"],"modified":["c.yaml"],"removed":["d.yaml"]},
            {"added":["d.yaml","new.yaml"],"modified":[],"removed":["a.yaml","old.yaml"]}
            """);
    List<Event> events = events(github, body, "X-GitHub-Event", "push");
    assertEquals("github.push", events.get(0).topic());
    assertEquals(
        Map.of(
            "url",
            "https://ghe.example.com/acme/shop",
            "branch",
            "main",
            "defaultBranch",
            true,
            "commit",
            "bbb",
            "changed",
            List.of("b.yaml", "c.yaml", "d.yaml", "new.yaml"),
            "removed",
            List.of("a.yaml", "old.yaml"),
            "complete",
            true),
        only("source.push", events));
  }

  @Test
  void aPushWhoseCommitsDoNotTellAllIsNotComplete() {
    String commit = "{\"added\":[\"a\"],\"modified\":[],\"removed\":[]}";
    for (String more : List.of(",\"forced\":true", ",\"created\":true", ",\"deleted\":true")) {
      String body = gitHubPush(more, commit);
      assertEquals(
          false,
          only("source.push", events(github, body, "X-GitHub-Event", "push")).get("complete"),
          more);
    }
    assertEquals(
        false,
        only("source.push", events(github, gitHubPush("", ""), "X-GitHub-Event", "push"))
            .get("complete"));
    String many = "[" + "\"f\",".repeat(998) + "\"f\"]";
    assertEquals(true, complete(many));
    assertEquals(false, complete(many.replaceFirst("\\[", "[\"f\",")));
  }

  private Object complete(String files) {
    String commit = "{\"added\":" + files + ",\"modified\":[],\"removed\":[]}";
    return only("source.push", events(github, gitHubPush("", commit), "X-GitHub-Event", "push"))
        .get("complete");
  }

  @Test
  void tagsAndOddPayloadsMeanNothing() {
    String tag = gitHubPush("", "").replace("refs/heads/main", "refs/tags/v1");
    assertEquals(1, events(github, tag, "X-GitHub-Event", "push").size());
    assertEquals(1, events(github, "{\"repository\":7}", "X-GitHub-Event", "push").size());
    assertEquals(0, events(github, "{}", "X-GitHub-Event", "pu sh\n").size());
    assertEquals(0, events(gitlab, "{\"event_name\":[1]}").size());
  }

  @Test
  void repositoriesOfGitHubAreCreatedRenamedTransferredAndDeleted() {
    String body =
        """
        {"action":"%s","changes":%s,
         "repository":{"html_url":"https://ghe.example.com/acme/shop","default_branch":"main"}}
        """;
    for (String action : List.of("created", "deleted", "archived", "unarchived")) {
      assertEquals(
          Map.of("action", action, "url", "https://ghe.example.com/acme/shop"),
          only(
              "source.repository",
              events(github, body.formatted(action, "{}"), "X-GitHub-Event", "repository")));
    }
    assertEquals(
        Map.of(
            "action", "renamed",
            "url", "https://ghe.example.com/acme/shop",
            "from", "https://ghe.example.com/acme/store"),
        only(
            "source.repository",
            events(
                github,
                body.formatted("renamed", "{\"repository\":{\"name\":{\"from\":\"store\"}}}"),
                "X-GitHub-Event",
                "repository")));
    assertEquals(
        "https://ghe.example.com/old/shop",
        only(
                "source.repository",
                events(
                    github,
                    body.formatted(
                        "transferred", "{\"owner\":{\"from\":{\"user\":{\"login\":\"old\"}}}}"),
                    "X-GitHub-Event",
                    "repository"))
            .get("from"));
  }

  /** Who knows the secret of one type of hosts must not delete what lies on others. */
  @Test
  void U11_aSenderSpeaksForHostsOfItsOwnTypeOnly() {
    for (String url :
        List.of(
            "https://gitlab.example.com/acme/shop",
            "https://github.com@evil.example/acme/shop",
            "javascript:alert(1)",
            "https://ghe.example.com:8443/acme/shop")) {
      String body = "{\"action\":\"deleted\",\"repository\":{\"html_url\":\"" + url + "\"}}";
      List<Event> events = events(github, body, "X-GitHub-Event", "repository");
      assertEquals(List.of("github.repository"), events.stream().map(Event::topic).toList(), url);
    }
  }

  @Test
  void aPushToGitLabIsCompleteWhenAllItsCommitsAreThere() {
    String body =
        """
        {"object_kind":"push","event_name":"push","ref":"refs/heads/main","before":"95790bf8",
         "after":"da1560886","total_commits_count":%d,
         "project":{"web_url":"https://gitlab.example.com/group/sub/shop","default_branch":"main"},
         "commits":[{"id":"b6","added":["CHANGELOG"],"modified":["app.yaml"],"removed":[]}]}
        """;
    Map<String, Object> push = only("source.push", events(gitlab, body.formatted(1)));
    assertEquals("https://gitlab.example.com/group/sub/shop", push.get("url"));
    assertEquals(List.of("CHANGELOG", "app.yaml"), push.get("changed"));
    assertEquals(true, push.get("complete"));
    assertEquals(false, only("source.push", events(gitlab, body.formatted(21))).get("complete"));
    assertEquals(false, only("source.push", events(gitlab, body.formatted(0))).get("complete"));
  }

  @Test
  void systemHooksOfGitLabTellOfProjects() {
    String body =
        """
        {"event_name":"project_%s","path_with_namespace":"group/shop",
         "old_path_with_namespace":"group/store"}
        """;
    String instance = "https://gitlab.example.com";
    assertEquals(
        Map.of("action", "created", "url", instance + "/group/shop"),
        only(
            "source.repository",
            events(gitlab, body.formatted("create"), "X-Gitlab-Instance", instance)));
    assertEquals(
        "deleted",
        only("source.repository", events(gitlab, body.formatted("destroy"))).get("action"));
    assertEquals(
        instance + "/group/store",
        only("source.repository", events(gitlab, body.formatted("transfer"))).get("from"));
    assertEquals(
        List.of("gitlab.project_destroy"),
        events(gitlab, body.formatted("destroy"), "X-Gitlab-Instance", "https://evil.example")
            .stream()
            .map(Event::topic)
            .toList());
  }

  @Test
  void aPushToBitbucketCloudMayHaveChangedAnyFile() {
    String body =
        """
        {"repository":{"full_name":"acme/shop","links":{"html":{"href":"https://bitbucket.org/acme/shop"}}},
         "push":{"changes":[
           {"new":{"type":"branch","name":"main","target":{"hash":"709d658d"}},"old":null},
           {"new":null,"old":{"type":"branch","name":"gone","target":{"hash":"1"}}},
           {"new":{"type":"tag","name":"v1","target":{"hash":"2"}},"old":null}]}}
        """;
    List<Event> events = events(cloud, body, "X-Event-Key", "repo:push");
    assertEquals(
        List.of("bitbucketCloud.repo:push", "source.push", "source.push"),
        events.stream().map(Event::topic).toList());
    assertEquals("709d658d", events.get(1).payload().get("commit"));
    assertEquals(false, events.get(1).payload().get("complete"));
    assertEquals("gone", events.get(2).payload().get("branch"));
    assertEquals("", events.get(2).payload().get("commit"));
    String renamed =
        """
        {"repository":{"links":{"html":{"href":"https://bitbucket.org/acme/shop"}}},
         "changes":{"full_name":{"new":"acme/shop","old":"acme/store"}}}
        """;
    assertEquals(
        "https://bitbucket.org/acme/store",
        only("source.repository", events(cloud, renamed, "X-Event-Key", "repo:updated"))
            .get("from"));
  }

  @Test
  void aPushToBitbucketServerIsOfTheServerThatIsConfigured() {
    String body =
        """
        {"eventKey":"repo:refs_changed","repository":{"slug":"shop","project":{"key":"ACME"}},
         "changes":[{"ref":{"id":"refs/heads/main","displayId":"main","type":"BRANCH"},
                     "toHash":"178864a7","type":"UPDATE"},
                    {"ref":{"id":"refs/tags/v1","displayId":"v1","type":"TAG"},"toHash":"1"}]}
        """;
    Map<String, Object> push =
        only("source.push", events(server, body, "X-Event-Key", "repo:refs_changed"));
    assertEquals("https://bb.example.com:8443/projects/ACME/repos/shop", push.get("url"));
    assertEquals("178864a7", push.get("commit"));
    String moved =
        """
        {"old":{"slug":"store","project":{"key":"ACME"}},
         "new":{"slug":"shop","project":{"key":"ACME"}}}
        """;
    assertEquals(
        "renamed",
        only("source.repository", events(server, moved, "X-Event-Key", "repo:modified"))
            .get("action"));
  }

  @Test
  void aPushToGiteaListsTheNewestCommitFirst() {
    String body =
        """
        {"ref":"refs/heads/develop","before":"28e1879d","after":"bffeb742","total_commits":2,
         "commits":[{"added":[],"removed":["a.yaml"],"modified":[]},
                    {"added":["a.yaml"],"removed":[],"modified":["b.yaml"]}],
         "repository":{"html_url":"https://gitea.example.com/acme/shop","default_branch":"main"}}
        """;
    Map<String, Object> push = only("source.push", events(gitea, body, "X-Gitea-Event", "push"));
    assertEquals(List.of("b.yaml"), push.get("changed"));
    assertEquals(List.of("a.yaml"), push.get("removed"));
    assertEquals(true, push.get("complete"));
    assertEquals(false, push.get("defaultBranch"));
    String shorter = body.replace("\"total_commits\":2,", "");
    assertEquals(
        false,
        only("source.push", events(gitea, shorter, "X-Gitea-Event", "push")).get("complete"));
  }
}
