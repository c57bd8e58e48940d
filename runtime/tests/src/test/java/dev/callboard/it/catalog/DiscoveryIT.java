package dev.callboard.it.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product discovers on stubs that answer as GitHub, GitLab and a table do. */
class DiscoveryIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String TOKEN = "canary-discovery-token";
  private static final String SECRET = "canary-webhook-0123456789abcdef";

  @TempDir static Path temp;
  private static final Map<String, String> files = new ConcurrentHashMap<>();
  private static final List<String> repositories = new CopyOnWriteArrayList<>();
  private static final List<String> projects = new CopyOnWriteArrayList<>();
  private static final List<String> projectLists = new CopyOnWriteArrayList<>();
  private static final List<String> unsigned = new CopyOnWriteArrayList<>();
  private static HttpServer hub;
  private static InMemoryDirectoryServer directory;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    directory();
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.setExecutor(Executors.newCachedThreadPool());
    hub.createContext("/", DiscoveryIT::answer);
    hub.start();
    repositories.addAll(List.of("alpha", "beta", "gamma"));
    files.put("acme/alpha", component("alpha"));
    files.put("acme/gamma", component("gamma"));
    projects.add("group/sub/lab");
    files.put(
        "/table.csv",
        "Name,Team,Active\nPay Roll,billing,yes\nOld Thing,billing,no\n\"Ship, it\",ops,yes\n");
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                """
                integrations:
                  github:
                    - {host: '%1$s', apiBaseUrl: 'http://%1$s/api/v3', token: %2$s}
                  gitlab:
                    - {host: '%3$s', baseUrl: 'http://%3$s', token: %2$s}
                events:
                  modules: {gitlab: {webhookSecret: %5$s}}
                catalog:
                  rules: [{allow: [Component, Location, User, Group, System]}]
                  providers:
                    github:
                      acme:
                        host: '%1$s'
                        organization: acme
                        pageSizes: {repositories: 2}
                        filters: {allowForks: false}
                        schedule: {frequency: {seconds: 2}, timeout: {minutes: 1}}
                    githubOrg:
                      id: people
                      githubUrl: http://%1$s
                      orgs: [acme]
                    gitlab:
                      lab: {host: '%3$s', group: group/sub, orgEnabled: true}
                    ldapOrg:
                      people:
                        target: ldap://127.0.0.1:%4$d
                        users: {dn: 'ou=people,dc=example,dc=com'}
                        groups: {dn: 'ou=groups,dc=example,dc=com'}
                    table:
                      cmdb:
                        url: http://%1$s/table.csv
                        where: {Active: 'yes'}
                        entity:
                          apiVersion: backstage.io/v1alpha1
                          kind: System
                          metadata: {name: '{{ Name | slug }}', title: '{{ Name }}'}
                          spec: {owner: '{{ Team }}'}
                """
                    .formatted(host(), TOKEN, lab(), directory.getListenPort(), SECRET))
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    hub.stop(0);
    directory.shutDown(true);
  }

  private static void directory() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
    config.setSchema(null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
    directory = new InMemoryDirectoryServer(config);
    directory.add("dn: dc=example,dc=com", "objectClass: domain");
    directory.add("dn: ou=people,dc=example,dc=com", "objectClass: organizationalUnit");
    directory.add("dn: ou=groups,dc=example,dc=com", "objectClass: organizationalUnit");
    directory.add(
        "dn: uid=zoe,ou=people,dc=example,dc=com",
        "objectClass: inetOrgPerson",
        "uid: zoe",
        "cn: Zoe",
        "mail: zoe@example.com");
    directory.add(
        "dn: cn=harbour,ou=groups,dc=example,dc=com",
        "objectClass: groupOfNames",
        "cn: harbour",
        "member: uid=zoe,ou=people,dc=example,dc=com");
    directory.startListening();
  }

  private static String host() {
    return "127.0.0.1:" + hub.getAddress().getPort();
  }

  /** The same stub by another name, as hosts of two types have two. */
  private static String lab() {
    return "localhost:" + hub.getAddress().getPort();
  }

  private static String component(String name) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: %s}
    spec: {type: service, lifecycle: production, owner: core}
    """
        .formatted(name);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    boolean known =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
            || TOKEN.equals(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"));
    if (!known && !path.equals("/table.csv")) {
      unsigned.add(path);
    }
    String body;
    if (path.equals("/api/graphql")) {
      body = graphQl(JSON.readTree(exchange.getRequestBody().readAllBytes()));
    } else if (path.startsWith("/api/v4/")) {
      body = gitLab(path.substring("/api/v4".length()), query);
    } else if (path.endsWith("/commits")) {
      body = "[]";
    } else {
      body =
          files.get(path.replace("/api/v3/repos/", "").replace("/contents/catalog-info.yaml", ""));
    }
    byte[] bytes = body == null ? new byte[0] : body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String graphQl(JsonNode request) {
    JsonNode variables = request.get("variables");
    String query = request.get("query").asText();
    if (query.contains("repositoryOwner")) {
      int from = variables.get("after").isNull() ? 0 : variables.get("after").asInt();
      int to = Math.min(repositories.size(), from + variables.get("first").asInt());
      StringBuilder nodes = new StringBuilder();
      for (String name : repositories.subList(from, to)) {
        nodes.append(nodes.isEmpty() ? "" : ",").append(repository(name));
      }
      return data(
          "\"repositoryOwner\":{\"repositories\":"
              + list(nodes, to < repositories.size(), to)
              + "}");
    }
    if (query.contains("teams(")) {
      String members = "{\"nodes\":[{\"login\":\"ann\"}],\"pageInfo\":%s}";
      String core =
          "{\"slug\":\"core\",\"combinedSlug\":\"acme/core\",\"name\":\"Core\",\"members\":"
              + members.formatted("{\"hasNextPage\":true,\"endCursor\":\"m\"}")
              + "}";
      String sub =
          "{\"slug\":\"sub\",\"combinedSlug\":\"acme/sub\",\"parentTeam\":{\"slug\":\"core\"},"
              + "\"members\":"
              + members.formatted("{\"hasNextPage\":false}")
              + "}";
      return data(
          "\"organization\":{\"teams\":"
              + list(new StringBuilder(core + "," + sub), false, 0)
              + "}");
    }
    if (query.contains("team(")) {
      return data(
          "\"organization\":{\"team\":{\"members\":"
              + list(new StringBuilder("{\"login\":\"bob\"}"), false, 0)
              + "}}");
    }
    return data(
        "\"organization\":{\"membersWithRole\":"
            + list(
                new StringBuilder(
                    "{\"login\":\"ann\",\"name\":\"Ann\",\"email\":\"\"},"
                        + "{\"login\":\"bob\",\"name\":null}"),
                false,
                0)
            + "}");
  }

  private static String data(String members) {
    return "{\"data\":{" + members + "}}";
  }

  private static String list(StringBuilder nodes, boolean more, int cursor) {
    return "{\"nodes\":["
        + nodes
        + "],\"pageInfo\":{\"hasNextPage\":"
        + more
        + ",\"endCursor\":\""
        + cursor
        + "\"}}";
  }

  private static String repository(String name) {
    return
"""
{"name":"%1$s","url":"http://%2$s/acme/%1$s","isArchived":false,"isFork":%3$s,
 "visibility":"PRIVATE","defaultBranchRef":{"name":"main"},"repositoryTopics":{"nodes":[]}}
"""
        .formatted(name, host(), name.equals("gamma"));
  }

  private static String project(String path) {
    return ("{\"path_with_namespace\":\"%1$s\",\"web_url\":\"http://%2$s/%1$s\","
            + "\"default_branch\":\"main\"}")
        .formatted(path, lab());
  }

  private static String gitLab(String path, String query) {
    String web = "http://" + lab() + "/";
    if (path.equals("/groups/group%2Fsub/projects")) {
      projectLists.add(query);
      return projects.stream().map(DiscoveryIT::project).collect(Collectors.joining(",", "[", "]"));
    }
    String named = URLDecoder.decode(path.replaceFirst("^/projects/([^/]*).*", "$1"), UTF_8);
    if (path.matches("/projects/[^/]*")) {
      return projects.contains(named) ? project(named) : null;
    }
    if (path.equals("/groups/group%2Fsub")) {
      return "{\"full_path\":\"group/sub\",\"name\":\"Sub\",\"web_url\":\"" + web + "group/sub\"}";
    }
    if (path.endsWith("/descendant_groups")) {
      return "[{\"full_path\":\"group/sub/deep\",\"name\":\"Deep\",\"web_url\":\"" + web + "d\"}]";
    }
    if (path.contains("/members")) {
      return "[{\"username\":\"carol\",\"state\":\"active\",\"web_url\":\""
          + web
          + "carol\"},{\"username\":\"gone\",\"state\":\"blocked\"}]";
    }
    if (path.contains("/repository/files/catalog-info.yaml")) {
      return projects.contains(named) ? component(named.replaceFirst(".*/", "")) : null;
    }
    return path.contains("/repository/commits") ? "[]" : null;
  }

  private static Set<String> names(String kind) {
    Set<String> names = new TreeSet<>();
    try {
      JsonNode answer = server.json("/api/catalog/entities/by-query?limit=100&filter=kind=" + kind);
      answer.get("items").forEach(each -> names.add(each.at("/metadata/name").asText()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return names;
  }

  /** What the other test makes comes and goes. */
  private static void await(String kind, String... names) {
    Set<String> expected = new TreeSet<>(List.of(names));
    Poll.until(
        kind,
        SOON,
        () -> {
          Set<String> found = names(kind);
          found.removeAll(Set.of("tool", "kit"));
          return found;
        },
        expected::equals);
  }

  @Test
  void whatAnOrganisationHasIsDiscoveredAndFollowed() throws Exception {
    await("component", "alpha", "lab");
    await("system", "pay-roll", "ship-it");
    await("group", "core", "sub", "group-sub", "group-sub-deep", "harbour");
    await("user", "ann", "bob", "carol", "zoe");
    JsonNode core = server.json("/api/catalog/entities/by-name/group/default/core");
    assertTrue(core.get("relations").toString().contains("user:default/bob"), core.toString());
    assertTrue(core.get("relations").toString().contains("group:default/sub"), core.toString());
    JsonNode deep = server.json("/api/catalog/entities/by-name/group/default/group-sub-deep");
    assertEquals("group-sub", deep.at("/spec/parent").asText());
    repositories.add("delta");
    files.put("acme/delta", component("delta"));
    repositories.remove("alpha");
    await("component", "delta", "lab");
    assertEquals(List.of(), unsigned);
    assertFalse(server.log().contains(TOKEN));
  }

  @Test
  void whatHappensToAProjectIsFollowedWithoutReadingTheOthers() throws Exception {
    awaitLab(Set.of("lab"));
    int lists = projectLists.size();
    projects.add("group/sub/tool");
    happened("create", "group/sub/tool", "");
    awaitLab(Set.of("lab", "tool"));
    projects.remove("group/sub/tool");
    projects.add("group/sub/kit");
    happened("rename", "group/sub/kit", "group/sub/tool");
    awaitLab(Set.of("lab", "kit"));
    projects.remove("group/sub/kit");
    happened("destroy", "group/sub/kit", "");
    awaitLab(Set.of("lab"));
    assertEquals(lists, projectLists.size());
  }

  private static void happened(String what, String path, String old) throws Exception {
    String body =
        "{\"event_name\": \"project_%s\", \"path_with_namespace\": \"%s\","
            + " \"old_path_with_namespace\": \"%s\"}";
    HttpResponse<String> answer =
        server.send(
            "POST",
            "/api/events/http/gitlab",
            null,
            Map.of(
                "Content-Type",
                "application/json",
                "X-Gitlab-Token",
                SECRET,
                "X-Gitlab-Instance",
                "http://" + lab()),
            HttpRequest.BodyPublishers.ofString(body.formatted(what, path, old)));
    assertEquals(202, answer.statusCode(), answer.body());
  }

  private static void awaitLab(Set<String> expected) {
    Poll.until(
        "components of the lab",
        SOON,
        () -> {
          Set<String> names = names("component");
          names.removeAll(Set.of("alpha", "delta"));
          return names;
        },
        expected::equals);
  }

  @Test
  void peopleAndGroupsOfADirectoryBelongToEachOther() {
    JsonNode zoe =
        Poll.until(
            "zoe",
            SOON,
            () ->
                JSON.readTree(
                    server
                        .get("/api/catalog/entities/by-name/user/default/zoe", ServerProcess.TOKEN)
                        .body()),
            json -> json.at("/relations/0/targetRef").asText().equals("group:default/harbour"));
    assertEquals("zoe@example.com", zoe.at("/spec/profile/email").asText());
  }
}
