package dev.callboard.it.scaffolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.scaffolder.testing.StubApi;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product publishes to source hosts, and registers what it has published. */
class PublishIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String TASKS = "/api/scaffolder/v2/tasks";
  private static final String CONTENTS =
      "repoContentsUrl: '${{ steps.publish.output.repoContentsUrl }}'";

  @TempDir Path temp;

  /** What each template does besides fetching its skeleton. */
  private static Map<String, List<String>> templates(PublishHosts hosts) {
    Map<String, List<String>> all = new TreeMap<>();
    all.put(
        "on-github",
        publish("publish:github", hosts.github, "owner=acme&repo=on-github", CONTENTS));
    all.put(
        "on-gitlab",
        publish("publish:gitlab", hosts.gitlab, "owner=acme&repo=on-gitlab", CONTENTS));
    all.put(
        "on-gitea",
        publish(
            "publish:gitea",
            hosts.gitea,
            "owner=acme&repo=on-gitea",
            file(hosts.gitea.url("/acme/on-gitea/raw/branch/main"))));
    all.put(
        "on-bitbucket",
        publish(
            "publish:bitbucketServer",
            hosts.bitbucket,
            "project=SHOP&repo=on-bitbucket",
            file(hosts.bitbucket.url("/projects/SHOP/repos/on-bitbucket/raw"))));
    String git = "publish:git', input: {remoteUrl: '%s'";
    all.put("on-git", List.of(git.formatted(hosts.git.url("/team/on-git.git")), CONTENTS));
    all.put("on-ssh", List.of(git.formatted("https://127.0.0.1/team/on-ssh.git"), CONTENTS));
    return all;
  }

  private static String file(String folder) {
    return "catalogInfoUrl: '" + folder + "/catalog-info.yaml'";
  }

  private static List<String> publish(String action, StubApi host, String query, String register) {
    String input = "', input: {description: A shop, repoUrl: '" + host.authority() + "?" + query;
    return List.of(action + input + "'", register);
  }

  private void writeTemplates(Path catalog, PublishHosts hosts) throws Exception {
    Files.writeString(
        Files.createDirectories(catalog.resolve("skeleton")).resolve("catalog-info.yaml"),
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: "${{ values.name }}"}
        spec: {type: service, lifecycle: production, owner: team}
        """);
    for (Map.Entry<String, List<String>> template : templates(hosts).entrySet()) {
      Files.writeString(
          catalog.resolve(template.getKey() + ".yaml"),
          """
          apiVersion: scaffolder.backstage.io/v1beta3
          kind: Template
          metadata: {name: %1$s}
          spec:
            type: service
            owner: team
            steps:
            - {id: fetch, action: 'fetch:template', input: {url: ./skeleton, values: {name: %1$s}}}
            - {id: publish, action: '%2$s}}
            - {id: register, action: 'catalog:register', input: {%3$s}}
          """
              .formatted(
                  template.getKey(), template.getValue().get(0), template.getValue().get(1)));
    }
  }

  private static String config(Path catalog, Path keyFile, PublishHosts hosts) {
    return """
    backend: {reading: {allow: [{host: '%4$s'}, {host: '%5$s'}]}}
    integrations:
      github: [{host: '%2$s', apiBaseUrl: 'http://%2$s/api/v3', token: %1$s}]
      gitlab: [{host: '%3$s', baseUrl: 'http://%3$s', token: %1$s}]
      gitea: [{host: '%4$s', baseUrl: 'http://%4$s', username: bot, password: %1$s}]
      bitbucketServer: [{host: '%5$s', apiBaseUrl: 'http://%5$s/rest/api/1.0', token: %1$s}]
      git:
        - {host: '%6$s', baseUrl: 'http://%6$s', token: %1$s}
        - host: 127.0.0.1
          ssh: {port: %7$d, path: /srv, privateKey: {$file: %8$s}, hostKeys: ['%9$s']}
    catalog:
      rules: [{allow: [Component, Location, Template]}]
      locations: [{type: file, target: '%10$s/*.yaml'}]
    """
        .formatted(
            PublishHosts.TOKEN,
            hosts.github.authority(),
            hosts.gitlab.authority(),
            hosts.gitea.authority(),
            hosts.bitbucket.authority(),
            hosts.git.authority(),
            hosts.ssh.port(),
            keyFile,
            hosts.ssh.hostKey(),
            catalog);
  }

  private static String create(ServerProcess server, String template) throws Exception {
    String body = "{\"templateRef\":\"template:default/" + template + "\",\"values\":{}}";
    HttpResponse<String> answer = server.sendJson("POST", TASKS, ServerProcess.TOKEN, body);
    assertEquals(201, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body()).get("id").asText();
  }

  @Test
  void F04_killedWhileItPublishesItMakesOneRepositoryWithOneCommitOnEachHost() throws Exception {
    Path catalog = Files.createDirectories(temp.resolve("catalog"));
    try (PublishHosts hosts = new PublishHosts(temp)) {
      writeTemplates(catalog, hosts);
      Path keyFile = Files.writeString(temp.resolve("key"), hosts.privateKey);
      try (ServerProcess server =
          ServerProcess.in(temp.resolve("server"))
              .config(config(catalog, keyFile, hosts))
              .start()) {
        killWhileAllPublish(server, hosts);
      }
    }
  }

  private void killWhileAllPublish(ServerProcess server, PublishHosts hosts) throws Exception {
    List<String> names = List.copyOf(templates(hosts).keySet());
    Poll.until(
        "the templates",
        SOON,
        () -> server.json("/api/catalog/entities?filter=kind=template").size(),
        count -> count == names.size());
    Map<String, String> tasks = new LinkedHashMap<>();
    for (String name : names) {
      tasks.put(name, create(server, name));
    }
    Poll.until(
        "all hosts to keep an answer", SOON, hosts::held, held -> held.size() == names.size());
    server.kill();
    hosts.go();
    server.start();
    for (String name : names) {
      String task = TASKS + "/" + tasks.get(name);
      Poll.until(
          "the end of " + name,
          SOON,
          () -> server.json(task).get("status").asText(),
          status -> !status.equals("open") && !status.equals("processing"));
      String events = server.get(task + "/events", ServerProcess.TOKEN).body();
      assertEquals("completed", server.json(task).get("status").asText(), name + ": " + events);
      assertFalse(events.contains(PublishHosts.TOKEN), events);
      assertEquals("1", hosts.of(name, "rev-list", "--count", "--all"), name);
      Poll.until(
          "the entity " + name,
          SOON,
          () ->
              server
                  .get(
                      "/api/catalog/entities/by-name/component/default/" + name,
                      ServerProcess.TOKEN)
                  .statusCode(),
          status -> status == 200);
    }
    for (StubApi api : List.of(hosts.github, hosts.gitlab, hosts.gitea, hosts.bitbucket)) {
      assertEquals(1, api.seen("POST").size(), api.seen().toString());
    }
    assertFalse(server.log().contains(PublishHosts.TOKEN));
    assertFalse(server.log().contains("PRIVATE KEY"));
  }
}
