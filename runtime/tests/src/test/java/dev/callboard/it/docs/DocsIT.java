package dev.callboard.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.samples.Jars;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds and serves documentation with the built product. */
class DocsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILES = "/api/techdocs/static/docs/default/component/guide/";
  private static final String PAGES = "/docs/default/component/guide/";

  @TempDir Path temp;
  private ServerProcess server;

  private Path file(String path, String text) throws IOException {
    Path file = temp.resolve("docs-source").resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String text(String path) throws Exception {
    return server.get(path, ServerProcess.TOKEN).body();
  }

  @Test
  void aSiteIsBuiltServedAndFollowsItsSources() throws Exception {
    file(
        "catalog-info.yaml",
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: guide, annotations: {backstage.io/techdocs-ref: 'dir:.'}}
        spec: {type: documentation, lifecycle: production, owner: team-a}
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: hidden, annotations: {backstage.io/techdocs-ref: 'dir:.', backstage.io/techdocs-entity: 'component:default/guide'}}
        spec: {type: documentation, lifecycle: production, owner: team-b}
        """);
    file("mkdocs.yml", "site_name: The guide\nnav:\n  - Home: index.md\n");
    file("docs/index.md", "# Welcome\n\n[gone](gone.md) <script>alert(1)</script>\n");
    file("docs/pic.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                """
                permission: {admins: ['user:development/guest']}
                auth: {environment: development, providers: {guest: {}}}
                techdocs: {build: {removeAfter: 1s}}
                """)
            .catalog(temp.resolve("docs-source/catalog-info.yaml").toString())
            .start();
    try (ServerProcess running = server) {
      Poll.until(
          "the site, built before anybody asked",
          Duration.ofSeconds(30),
          () -> text(FILES + "index.html"),
          html -> html.contains(">Welcome"));
      pages();
      search("welcome", PAGES, PAGES + "#welcome");
      X04_filesAreSafeWhenOpenedByThemselves();
      P02_noPathLeadsToAnotherFile();
      cookie();
      follow();
      plugin();
    }
  }

  /** What is published can be found at once, down to its headings, and follows its page. */
  private void search(String words, String... locations) throws Exception {
    Poll.until(
        "the pages with " + words,
        Duration.ofSeconds(20),
        () -> {
          Set<String> found = new TreeSet<>();
          server
              .json("/api/search/query?types=techdocs&filters%5Bname%5D=guide&term=" + words)
              .path("results")
              .forEach(each -> found.add(each.at("/document/location").asText()));
          return found;
        },
        Set.of(locations)::equals);
  }

  private void pages() throws Exception {
    assertFalse(text(FILES + "index.html").contains("<script"));
    JsonNode metadata = server.json("/api/techdocs/metadata/techdocs/default/component/guide");
    assertEquals("The guide", metadata.get("site_name").asText());
    JsonNode site = server.json(FILES + ".callboard/site.json");
    assertEquals("Home", site.at("/nav/0/title").asText());
    assertEquals("welcome", site.at("/pages/0/headings/0/anchor").asText());
    JsonNode report = server.json("/api/techdocs/report/default/component/guide");
    assertEquals("gone.md", report.at("/brokenLinks/0/link").asText());
    JsonNode entity = server.json("/api/techdocs/metadata/entity/default/Component/guide");
    assertEquals("dir", entity.at("/locationMetadata/type").asText());
    HttpResponse<String> stream =
        server.get("/api/techdocs/sync/default/component/guide", ServerProcess.TOKEN);
    assertTrue(stream.body().contains("event: finish"), stream.body());
    assertTrue(stream.body().contains("data: {\"updated\":false}"), stream.body());
  }

  private void X04_filesAreSafeWhenOpenedByThemselves() throws Exception {
    for (String name : List.of("index.html", "pic.svg", "techdocs_metadata.json")) {
      HttpResponse<String> answer = server.get(FILES + name, ServerProcess.TOKEN);
      assertEquals(200, answer.statusCode(), name);
      assertEquals(
          List.of("sandbox; default-src 'none'; frame-ancestors 'self'"),
          answer.headers().allValues("Content-Security-Policy"),
          name);
      assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
      assertFalse(answer.headers().firstValue("Content-Type").orElse("").contains("html"), name);
      assertFalse(answer.headers().firstValue("Content-Type").orElse("").contains("svg"), name);
    }
  }

  private void P02_noPathLeadsToAnotherFile() throws Exception {
    for (String path :
        List.of(
            "../hidden/index.html",
            "..%2fhidden/index.html",
            "%2e%2e/hidden/index.html",
            "..%5cx",
            "....//x",
            "%252e%252e%252f",
            "a/..;/b",
            "a%00b",
            "C:%5cx",
            "%5c%5chost%5cshare",
            "/proc/self/environ",
            ".publishing",
            "a/".repeat(300),
            "nope.html")) {
      int status = server.get(FILES + path, ServerProcess.TOKEN).statusCode();
      assertTrue(status == 404 || status == 400, status + " for " + path);
    }
    assertEquals(401, server.get(FILES + "index.html", null).statusCode());
  }

  private void cookie() throws Exception {
    String guest =
        JSON.readTree(server.get("/api/auth/guest/refresh", null).body())
            .at("/backstageIdentity/token")
            .asText();
    HttpResponse<String> issued = server.get("/api/techdocs/.backstage/auth/v1/cookie", guest);
    String cookie = issued.headers().firstValue("Set-Cookie").orElse("none").split(";")[0];
    assertEquals(
        200,
        server.send("GET", FILES + "pic.svg", null, Map.of("Cookie", cookie), null).statusCode());
    assertEquals(
        401,
        server
            .send(
                "GET",
                "/api/techdocs/report/default/component/guide",
                null,
                Map.of("Cookie", cookie),
                null)
            .statusCode());
  }

  /** A change is there soon; the time is told, and a generous one is required. */
  private void follow() throws Exception {
    long start = System.nanoTime();
    file("docs/index.md", "# Welcome\n\nCHANGED\n");
    Poll.until(
        "the changed page",
        Duration.ofSeconds(20),
        () -> text(FILES + "index.html"),
        html -> html.contains("CHANGED"));
    System.out.println(
        "a changed page was visible after " + (System.nanoTime() - start) / 1_000_000 + " ms");
    file("docs/more/page.md", "# More\n");
    Poll.until(
        "the new page",
        Duration.ofSeconds(20),
        () -> server.get(FILES + "more/page/", ServerProcess.TOKEN).statusCode(),
        status -> status == 200);
    search("more", PAGES + "more/page/", PAGES + "more/page/#more");
    search("changed", PAGES, PAGES + "#welcome");
    Files.delete(temp.resolve("docs-source/docs/more/page.md"));
    search("more");
  }

  /** A plugin that is dropped in brings its pages, and takes them along. */
  private void plugin() throws Exception {
    String page = "/api/techdocs/static/docs/default/component/handbook/on-call/index.html";
    Path jar = Jars.drop(Product.sample("docs-only"), server.plugins().resolve("handbook.jar"));
    Poll.until(
        "the pages of the plugin",
        Duration.ofSeconds(30),
        () -> text(page),
        html -> html.contains("look for the cause later"));
    Files.delete(jar);
    Poll.until(
        "the pages to go",
        Duration.ofSeconds(30),
        () -> server.get(page, ServerProcess.TOKEN).statusCode(),
        status -> status == 404);
    Path site = server.data().resolve("techdocs/sites/default/component/handbook");
    Poll.until(
        "its site to be removed",
        Duration.ofSeconds(30),
        () -> Files.exists(site),
        exists -> !exists);
  }

  @Test
  void answersAsRecorded() throws Exception {
    Path folder = Product.root().resolve("../shared/fixtures").normalize();
    if (!Files.exists(folder)) {
      System.out.println("skipped: no folder ../shared/fixtures beside the repository");
    }
    assumeTrue(Files.exists(folder));
    server =
        ServerProcess.in(temp.resolve("recorded"))
            .config(
                """
                permission: {admins: ['user:development/guest']}
                auth: {environment: development, providers: {guest: {}}}
                techdocs: {build: {eager: false, watchInterval: 0ms}}
                catalog:
                  rules: [{allow: [Component, API, System, Domain, Resource, User, Group, Location, Template]}]
                  locations: [{type: file, target: '%s/catalog/all.yaml'}]
                """
                    .formatted(folder))
            .start();
    try (ServerProcess running = server) {
      Poll.until(
          "the entity",
          Duration.ofSeconds(30),
          () ->
              server
                  .get(
                      "/api/catalog/entities/by-name/component/default/documented",
                      ServerProcess.TOKEN)
                  .statusCode(),
          status -> status == 200);
      StringBuilder wrong = new StringBuilder();
      try (var files = Files.list(folder)) {
        for (Path file :
            files
                .filter(each -> each.getFileName().toString().matches("2[678]\\d-techdocs-.*"))
                .sorted()
                .toList()) {
          String problem = RecordedDocs.problem(server, JSON.readTree(file.toFile()));
          wrong.append(problem.isEmpty() ? "" : file.getFileName() + ": " + problem + "\n");
        }
      }
      assertEquals("", wrong.toString());
    }
  }
}
