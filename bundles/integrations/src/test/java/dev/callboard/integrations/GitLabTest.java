package dev.callboard.integrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.integrations.StubHost.Answer;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests and answers are those of GitLab's published description of its REST API, v4. */
class GitLabTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final String API = "/api/v4/projects/acme%2Fweb%2Fshop/repository";

  private final StubHost host = new StubHost();
  private final TestReader reader = new TestReader(config(Map.of()));

  private Map<String, Object> config(Map<String, Object> more) {
    Map<String, Object> entry = new HashMap<>(more);
    entry.put("host", host.authority());
    entry.put("baseUrl", host.url(""));
    entry.put("token", "glpat-canary");
    return Map.of("integrations", Map.of("gitlab", List.of(entry)));
  }

  @AfterEach
  void stop() {
    reader.close();
    host.close();
  }

  private String page(String rest) {
    return host.url("/acme/web/shop/" + rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-/blob/", "-/raw/", "-/tree/", "-/edit/", "-/blame/", "blob/", "raw/", "tree/"})
  void eachFormOfAPageReadsTheFileOfANestedGroup(String form) {
    host.on(
        API + "/files/d%2Fcatalog-info.yaml/raw?ref=main",
        Answer.text("a: 1\n").with("ETag", "\"e1\"", "X-Gitlab-Last-Commit-Id", COMMIT));
    UrlContent content = reader.read(page(form + "main/d/catalog-info.yaml"));
    assertEquals(Optional.of(COMMIT), content.commit());
    assertEquals("glpat-canary", host.seen.get(0).header("private-token"));
    assertTrue(
        reader
            .reader()
            .read(page(form + "main/d/catalog-info.yaml"), ReadOptions.none().withEtag("\"e1\""))
            .bytes()
            .isEmpty());
  }

  @Test
  void aGitLabBelowAPathIsRead() {
    Map<String, Object> config = config(Map.of("apiBaseUrl", host.url("/git/api/v4")));
    @SuppressWarnings("unchecked")
    Map<String, Object> entry =
        ((List<Map<String, Object>>) ((Map<?, ?>) config.get("integrations")).get("gitlab")).get(0);
    entry.put("baseUrl", host.url("/git/"));
    host.on("/git/api/v4/projects/g%2Fp/repository/files/a.yaml/raw?ref=main", Answer.text("a"));
    try (TestReader below = new TestReader(config)) {
      assertTrue(below.read(host.url("/git/g/p/-/blob/main/a.yaml")).bytes().isPresent());
      assertEquals(
          host.url("/git/g/p/-/blob/main/b.yaml"),
          below.reader().resolve("/b.yaml", host.url("/git/g/p/-/blob/main/d/a.yaml")));
    }
  }

  @Test
  void wildcardsAreSearchedPageByPage() {
    String list = API + "/tree?recursive=true&per_page=100&pagination=keyset&ref=" + COMMIT;
    host.on(API + "/commits/main", Answer.text("{\"id\":\"" + COMMIT + "\"}"));
    host.on(
        list + "&path=apps",
        Answer.text("[{\"type\":\"blob\",\"path\":\"apps/a/catalog-info.yaml\"}]")
            .with("Link", "<" + host.url("/next") + ">; rel=\"next\""));
    host.on("/next", Answer.text("[{\"type\":\"blob\",\"path\":\"apps/b/c/catalog-info.yaml\"}]"));
    assertEquals(
        List.of(
            page("-/blob/main/apps/a/catalog-info.yaml"),
            page("-/blob/main/apps/b/c/catalog-info.yaml")),
        reader.reader().search(page("-/blob/main/apps/**/catalog-info.yaml")));
  }

  @Test
  void tagsAreListedPageByPageAndFilesAreAtThem() {
    host.on(
        API + "/tags?per_page=100",
        Answer.text("[{\"name\":\"v1/a\",\"commit\":{\"id\":\"" + COMMIT + "\"}}]")
            .with("Link", "<" + host.url("/next") + ">; rel=\"next\""));
    host.on("/next", Answer.text("[{\"name\":\"v2\",\"commit\":{\"id\":\"c2\"}}]"));
    assertEquals(
        Map.of("v1/a", COMMIT, "v2", "c2"), reader.reader().tags(page("-/blob/main/d/a%20b")));
    assertEquals(
        Optional.of(page("-/tree/v1%2Fa/d/a%20b")),
        reader.reader().at(page("-/blob/main/d/a%20b"), "v1/a"));
    assertEquals("v1/a", reader.reader().place(page("-/tree/v1%2Fa/d")).orElseThrow().ref());
  }

  @Test
  void S05_aNextPageElsewhereDoesNotGetTheToken() {
    try (StubHost other = new StubHost()) {
      host.on(API + "/commits/main", Answer.text("{\"id\":\"" + COMMIT + "\"}"));
      host.on(
          API + "/tree?recursive=true&per_page=100&pagination=keyset&ref=" + COMMIT,
          Answer.text("[]").with("Link", "<" + other.url("/x") + ">; rel=\"next\""));
      assertEquals(List.of(), reader.reader().search(page("-/blob/main/*.yaml")));
      assertEquals(0, other.seen.size());
    }
  }

  @Test
  void aTreeIsReadFromTheArchiveOfItsCommit() throws Exception {
    host.on(API + "/commits/HEAD", Answer.text("{\"id\":\"" + COMMIT + "\"}"));
    byte[] zip = Zips.of(Map.of("shop-0123/a.md", "A"));
    host.on(API + "/archive.zip?sha=" + COMMIT, new Answer(200, Map.of(), zip));
    try (SourceTree tree =
        reader.reader().readTree(host.url("/acme/web/shop"), ReadOptions.none())) {
      assertEquals(List.of("a.md"), tree.files());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "./b.yaml, https://gitlab.com/g/s/p/-/blob/main/d/a.yaml,"
        + " https://gitlab.com/g/s/p/-/blob/main/d/b.yaml",
    "/b.yaml, https://gitlab.com/g/s/p/-/blob/main/d/a.yaml,"
        + " https://gitlab.com/g/s/p/-/blob/main/b.yaml",
    "/b.yaml, https://gitlab.com/g/p/blob/main/d/a.yaml, https://gitlab.com/g/p/blob/main/b.yaml"
  })
  void referencesAreResolvedAsTheReferenceDoes(String reference, String base, String expected) {
    assertEquals(expected, reader.reader().resolve(reference, base));
  }

  @Test
  void editPagesAndRepositories() {
    String file = "https://gitlab.com/g/s/p/-/blob/main/a.yaml";
    assertEquals(
        Optional.of("https://gitlab.com/g/s/p/-/edit/main/a.yaml"), reader.reader().editUrl(file));
    assertTrue(reader.reader().sameRepository(file, "https://gitlab.com/g/s/p/-/raw/v1/b"));
    assertFalse(reader.reader().sameRepository(file, "https://gitlab.com/g/s/q/-/raw/v1/b"));
    assertFalse(reader.reader().sameRepository(file, "https://gitlab.com/g/s/-/raw/v1/b"));
  }

  @Test
  void aRequestIsSentAgainAsConfigured() {
    Map<String, Object> retry = Map.of("maxRetries", 2, "retryStatusCodes", List.of(429));
    try (TestReader retrying = new TestReader(config(Map.of("retry", retry)))) {
      host.on(API + "/files/a.yaml/raw?ref=main", Answer.status(502));
      assertEquals(
          ErrorCode.SERVICE_UNAVAILABLE, retrying.refusal(page("-/blob/main/a.yaml")).code());
      assertEquals(1, host.seen.size(), "502 is not in the list");
    }
    Map<String, Object> more = Map.of("maxRetries", 2, "retryStatusCodes", List.of(502));
    try (TestReader retrying = new TestReader(config(Map.of("retry", more)))) {
      retrying.refusal(page("-/blob/main/a.yaml"));
      assertEquals(4, host.seen.size());
    }
  }

  @Test
  void configurationErrorsNameTheKey() {
    Map<String, Object> wrong = config(Map.of("retry", Map.of("retryStatusCodes", List.of("x"))));
    assertTrue(
        assertThrows(
                PortalException.class,
                () ->
                    reader.configChanged(
                        new dev.callboard.testing.MapConfig(Map.of()),
                        new dev.callboard.testing.MapConfig(wrong)))
            .getMessage()
            .startsWith("integrations.gitlab[0].retry.retryStatusCodes must be"));
  }

  @Test
  void theHistoryIsReadWithGitAtTheHostOfTheEntryAndWithItsToken() {
    GitRemote remote = reader.remoteOf(host.url("/acme/shop/-/blob/main/a.yaml")).orElseThrow();
    assertEquals(host.url("/acme/shop.git"), remote.remote().toString());
    assertEquals("main", remote.ref());
    String[] basic = remote.authorization().orElseThrow().split(" ");
    String both = new String(Base64.getDecoder().decode(basic[1]), StandardCharsets.UTF_8);
    assertEquals("oauth2:glpat-canary", both);
  }
}
