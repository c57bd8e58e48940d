package dev.callboard.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.it.support.UiBundle;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The files of the portal and of plugins as they are served. */
class FilesIT {
  private static final String HTML = "text/html,application/xhtml+xml";
  private static final String ID = "files-ui";

  @RegisterExtension static final Portal PORTAL = new Portal();

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    Map<String, String> all = new java.util.LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return PORTAL.server().send("GET", path, null, all, null);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return String.join(", ", answer.headers().allValues(name));
  }

  private static String entryFile() throws Exception {
    Matcher script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"").matcher(get("/").body());
    assertTrue(script.find());
    return script.group(1);
  }

  @Test
  void the_page_is_at_each_address_that_a_browser_opens() throws Exception {
    for (String path : List.of("/", "/catalog/default/component/a.b", "/nobody/knows")) {
      HttpResponse<String> page = get(path, "Accept", HTML);
      assertEquals(200, page.statusCode(), path);
      assertEquals("no-cache", header(page, "cache-control"), path);
      assertEquals(
          304, get(path, "Accept", HTML, "If-None-Match", header(page, "etag")).statusCode());
    }
    for (String path : List.of("/nobody/knows", "/assets/none.js", "/plugins/none/1/a.js")) {
      HttpResponse<String> missing = get(path, "Accept", "*/*");
      assertEquals(404, missing.statusCode(), path);
      assertTrue(missing.body().contains("\"NotFoundError\""), missing.body());
    }
    assertEquals(404, get("/assets/none.js", "Accept", HTML).statusCode());
    assertEquals(404, get("/api/none", "Accept", HTML).statusCode());
    assertEquals(405, PORTAL.server().sendJson("POST", "/", null, "{}").statusCode());
  }

  @Test
  void files_with_digests_in_their_names_are_kept_and_compressed() throws Exception {
    String file = entryFile();
    HttpResponse<String> plain = get(file);
    HttpResponse<String> compressed = get(file, "Accept-Encoding", "gzip");
    assertEquals("public, max-age=31536000, immutable", header(plain, "cache-control"));
    assertEquals("", header(plain, "content-encoding"));
    assertEquals("gzip", header(compressed, "content-encoding"));
    assertTrue(header(plain, "vary").contains("Accept-Encoding"), header(plain, "vary"));
    assertEquals(304, get(file, "If-None-Match", header(plain, "etag")).statusCode());
    assertEquals(
        header(plain, "content-length"),
        header(PORTAL.server().send("HEAD", file, null, Map.of(), null), "content-length"));
    assertTrue(get("/licences.txt").body().contains("react "), "the licences are there");
  }

  @Test
  void the_code_of_the_page_that_is_opened_is_asked_for_early() throws Exception {
    Matcher early =
        Pattern.compile("async src=\"(/assets/early-[^\"]+)\"").matcher(get("/").body());
    assertTrue(early.find());
    String script = get(early.group(1)).body();
    Matcher files =
        Pattern.compile("\"path\":\"\\^/catalog/\\?\\$\"[^}]*\"files\":\\[([^\\]]+)]")
            .matcher(script);
    assertTrue(files.find(), "the files of the catalog page are listed");
    assertTrue(files.group(1).contains("/CatalogPage-"), files.group(1));
    for (String file : files.group(1).replace("\"", "").split(",")) {
      assertEquals(200, get("/" + file).statusCode(), file);
    }
  }

  @Test
  void X11_X09_X08_each_answer_has_the_security_headers_and_allows_no_other_origin()
      throws Exception {
    for (String path : List.of("/", entryFile(), "/mark.svg", "/nope", "/assets/none.js")) {
      HttpResponse<String> answer = get(path, "Origin", "https://evil.example");
      String policy = header(answer, "content-security-policy");
      assertTrue(policy.contains("script-src 'self';"), path + ": " + policy);
      assertTrue(policy.contains("frame-ancestors 'self'"), path + ": " + policy);
      assertFalse(policy.contains("unsafe-eval"), path + ": " + policy);
      assertEquals("nosniff", header(answer, "x-content-type-options"), path);
      assertEquals("", header(answer, "access-control-allow-origin"), path);
    }
  }

  @Test
  void X06_files_of_plugins_can_do_nothing_by_themselves_and_outlive_an_update() throws Exception {
    Path jar = PORTAL.server().plugins().resolve(ID + ".jar");
    drop(jar, "1.0.0");
    String first = base("1.0.0");
    HttpResponse<String> module = get(first + "/a.js");
    assertEquals("text/javascript; charset=utf-8", header(module, "content-type"));
    assertEquals("public, max-age=31536000, immutable", header(module, "cache-control"));
    assertEquals("nosniff", header(module, "x-content-type-options"));
    String policy = header(module, "content-security-policy");
    assertTrue(policy.startsWith("default-src 'none'") && policy.contains("sandbox"), policy);
    assertEquals(304, get(first + "/a.js", "If-None-Match", header(module, "etag")).statusCode());
    HttpResponse<String> style = get(first + "/a.css", "Accept-Encoding", "gzip");
    assertEquals("gzip", header(style, "content-encoding"));
    assertEquals("2000", header(get(first + "/a.css"), "content-length"));
    assertEquals("", PORTAL.server().send("HEAD", first + "/a.css", null, Map.of(), null).body());
    for (String path :
        List.of(
            "/page.html",
            "/../a.js/",
            "/%2e%2e/META-INF/MANIFEST.MF",
            "/..%2fMETA-INF/MANIFEST.MF",
            "//a.js",
            "/")) {
      int status = get(first + path).statusCode();
      assertTrue(status == 404 || status == 400, path + ": " + status);
    }
    assertEquals(404, get("/plugins/" + ID + "/0000000000000000/a.js").statusCode());

    drop(jar, "2.0.0");
    String second = base("2.0.0");
    assertFalse(first.equals(second));
    assertTrue(get(second + "/a.js").body().contains("2.0.0"));
    awaitOneVersion();
    assertTrue(get(first + "/a.js").body().contains("1.0.0"), "for pages that show it still");
    Files.delete(jar);
  }

  @Test
  void contributions_are_for_those_who_signed_in_and_not_sent_twice() throws Exception {
    assertEquals(401, get("/api/ui/contributions").statusCode());
    HttpResponse<String> answer = PORTAL.server().get("/api/ui/contributions", ServerProcess.TOKEN);
    assertEquals(200, answer.statusCode());
    Map<String, String> known = Map.of("If-None-Match", header(answer, "etag"));
    assertEquals(
        304,
        PORTAL
            .server()
            .send("GET", "/api/ui/contributions", ServerProcess.TOKEN, known, null)
            .statusCode());
    assertTrue(get("/api/ui/schema").body().contains("\"entityCards\""));
  }

  private static void drop(Path jar, String version) throws Exception {
    UiBundle.of(ID, version)
        .file("ui/ui.json", "{\"modules\": {\"main\": \"a.js\"}}")
        .file("ui/a.js", "export const version = '" + version + "';")
        .file("ui/a.css", " ".repeat(2_000))
        .file("ui/page.html", "<script>alert(1)</script>")
        .drop(jar);
  }

  private static String base(String version) {
    JsonNode plugin =
        Poll.until(
            "the UI of " + version,
            Duration.ofSeconds(60),
            FilesIT::described,
            found -> found.path("version").asText().equals(version));
    return plugin.get("base").asText();
  }

  private static JsonNode described() throws Exception {
    for (JsonNode plugin : PORTAL.server().json("/api/ui/contributions").get("plugins")) {
      if (plugin.get("id").asText().equals(ID)) {
        return plugin;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  /** Waits until the version before has stopped. */
  private static void awaitOneVersion() {
    Poll.until(
        "the update to be over",
        Duration.ofSeconds(60),
        () -> PORTAL.server().json("/api/plugins/" + ID).path("version").asText(),
        "2.0.0"::equals);
  }
}
