package dev.callboard.scaffolder.github;

import dev.callboard.scaffolder.api.TemplateAction;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A GitHub on the loopback address, as its API description has it, with one organisation. */
final class GitHubFixture implements AutoCloseable {
  static final String TOKEN = "ghp_canarycanarycanary0815";
  private static final String API = "/api/v3";

  final StubApi api = new StubApi();
  final GitServer git;
  private final Path temp;
  private final Map<String, Map<String, Object>> repositories = new LinkedHashMap<>();
  private Map<String, Object> config = new HashMap<>();
  private int tasks;

  GitHubFixture(Path temp) throws Exception {
    this.temp = temp;
    git = new GitServer(Files.createDirectories(temp.resolve("git")));
    api.git(git);
    config.put(
        "integrations",
        Map.of(
            "github",
            List.of(Map.of("host", api.authority(), "apiBaseUrl", api.url(API), "token", TOKEN))));
    on("GET", "/users/([^/]+)", 200, Map.of("login", "acme", "type", "Organization", "id", 1));
    api.on("GET", API + "/repos/([^/]+/[^/]+)", request -> found(request.parts().get(0)));
    api.on(
        "POST",
        API + "/orgs/([^/]+)/repos",
        request -> create(request.parts().get(0), String.valueOf(request.get("name"))));
    api.on(
        "POST", API + "/user/repos", request -> create("ada", String.valueOf(request.get("name"))));
    on("PUT", "/repos/.*/branches/.*/protection", 200, Map.of());
  }

  private Answer found(String name) {
    Map<String, Object> repository = repositories.get(name);
    return repository == null
        ? Answer.of(404, Map.of("message", "Not Found"))
        : Answer.of(200, repository);
  }

  /** Creates a repository, as the API does or as somebody else has done it. */
  Answer create(String owner, String name) {
    String full = owner + "/" + name;
    if (repositories.containsKey(full)) {
      return Answer.of(
          422,
          Map.of(
              "message",
              "Repository creation failed.",
              "errors",
              List.of(Map.of("message", "name already exists on this account"))));
    }
    try {
      Path bare = temp.resolve("git").resolve(full + ".git");
      GitServer.git(temp, "init", "-q", "--bare", bare.toString());
      GitServer.git(bare, "config", "http.receivepack", "true");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    Map<String, Object> repository = new HashMap<>();
    repository.put("name", name);
    repository.put("full_name", full);
    repository.put("owner", Map.of("login", owner));
    repository.put("default_branch", "main");
    repository.put("clone_url", api.url("/" + full + ".git"));
    repository.put("html_url", api.url("/" + full));
    repositories.put(full, repository);
    return Answer.of(201, repository);
  }

  Path bare(String full) {
    return temp.resolve("git").resolve(full + ".git");
  }

  Map<String, Object> repository(String full) {
    return repositories.get(full);
  }

  GitHubFixture on(String method, String path, int status, Object body) {
    api.on(method, API + path, status, body);
    return this;
  }

  StubApi.Request only(String method, String path) {
    return api.only(method, API + path);
  }

  /** Has the host configured with an app besides its token. */
  void app(Map<String, Object> app) {
    Map<String, Object> entry = new HashMap<>();
    entry.put("host", api.authority());
    entry.put("apiBaseUrl", api.url(API));
    entry.put("token", TOKEN);
    entry.put("apps", List.of(app));
    config.put("integrations", Map.of("github", List.of(entry)));
  }

  void configure(String key, Object value) {
    config.put(key, value);
  }

  /** Returns the context of a task of its own, with {@code repoUrl} and the inputs. */
  FakeContext context(Object... pairs) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("repoUrl", api.authority() + "?owner=acme&repo=shop");
    for (int i = 0; i < pairs.length; i += 2) {
      input.put((String) pairs[i], pairs[i + 1]);
    }
    return FakeContext.of(temp.resolve("task" + tasks++), input);
  }

  TemplateAction action(String id) {
    LiveIntegrations live = new LiveIntegrations(temp.resolve("data"), new MapConfig(config));
    GitHubHosts hosts = new GitHubHosts(live.config(), live.apis(), live.credentials());
    DefaultGitPublisher publisher = new DefaultGitPublisher(live.config(), live.access());
    return List.of(
            new PublishGitHubAction(hosts, publisher),
            new PullRequestAction(hosts, publisher, live.config()),
            new CreateRepositoryAction(hosts),
            new PushRepositoryAction(hosts, publisher),
            new BranchProtectionAction(hosts),
            new DispatchWorkflowAction(hosts),
            new AutolinkAction(hosts),
            new DeployKeyAction(hosts),
            new CreateEnvironmentAction(hosts),
            new CreateIssueAction(hosts),
            new LabelIssueAction(hosts),
            new EnablePagesAction(hosts),
            new CreateWebhookAction(hosts))
        .stream()
        .filter(action -> action.id().equals(id))
        .findAny()
        .orElseThrow();
  }

  FakeContext run(String id, FakeContext context) throws Exception {
    action(id).run(context);
    return context;
  }

  @Override
  public void close() {
    api.seen().forEach(ApiDescription::check);
    api.close();
    git.close();
  }
}
