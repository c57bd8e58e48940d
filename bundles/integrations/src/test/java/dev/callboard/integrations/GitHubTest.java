package dev.callboard.integrations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests and answers are those of GitHub's published REST description (api.github.com). */
class GitHubTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final String SECRET = "ghp_canary1234567890";
  private static final String FILE = "/api/v3/repos/acme/shop/contents/catalog-info.yaml?ref=main";
  private static final String LAST =
      "/api/v3/repos/acme/shop/commits?per_page=1&path=catalog-info.yaml&sha=main";

  private final StubHost host = new StubHost();
  private final TestReader reader =
      new TestReader(
          Map.of(
              "integrations",
              Map.of(
                  "github",
                  List.of(
                      Map.of(
                          "host",
                          host.authority(),
                          "apiBaseUrl",
                          host.url("/api/v3"),
                          "token",
                          SECRET)))));

  @AfterEach
  void stop() {
    reader.close();
    host.close();
  }

  private String page(String rest) {
    return host.url("/acme/shop/" + rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blob", "tree", "raw", "edit", "blame"})
  void eachFormOfAPageReadsTheFile(String form) {
    host.on(FILE, Answer.text("kind: API\n").with("ETag", "W/\"e1\""));
    host.on(LAST, Answer.text("[{\"sha\":\"" + COMMIT + "\"}]"));
    UrlContent content =
        reader
            .reader()
            .read(page(form + "/main/catalog-info.yaml"), ReadOptions.none().withLastCommit());
    assertArrayEquals(
        "kind: API\n".getBytes(StandardCharsets.UTF_8), content.bytes().orElseThrow());
    assertEquals(Optional.of(COMMIT), content.commit());
    assertEquals("Bearer " + SECRET, host.seen.get(0).header("authorization"));
    assertEquals("application/vnd.github.raw+json", host.seen.get(0).header("accept"));
    UrlContent again =
        reader
            .reader()
            .read(
                page("blob/main/catalog-info.yaml"),
                ReadOptions.none().withEtag(content.etag().orElseThrow()));
    assertTrue(again.bytes().isEmpty());
    assertEquals(3, host.seen.size(), "what has not changed needs one request");
  }

  @Test
  void manyFilesTakeOneRequestEachWhenNobodyAsksForTheirLastChange() {
    for (int i = 0; i < 20; i++) {
      host.on("/api/v3/repos/acme/shop/contents/f" + i + ".yaml?ref=main", Answer.text("a: " + i));
      host.on(
          "/api/v3/repos/acme/shop/commits?per_page=1&path=f" + i + ".yaml&sha=main",
          Answer.text("[{\"sha\":\"" + COMMIT + "\"}]"));
    }
    for (int i = 0; i < 20; i++) {
      assertTrue(reader.read(page("blob/main/f" + i + ".yaml")).commit().isEmpty());
    }
    assertEquals(20, host.seen.size());
    for (int i = 0; i < 20; i++) {
      UrlContent asked =
          reader
              .reader()
              .read(page("blob/main/f" + i + ".yaml"), ReadOptions.none().withLastCommit());
      assertEquals(Optional.of(COMMIT), asked.commit());
    }
    assertEquals(60, host.seen.size());
  }

  @Test
  void aBranchWithSlashesAndNamesWithSpacesAreEncoded() {
    host.on(
        "/api/v3/repos/acme/shop/contents/a%20b/c%23.yaml?ref=feature%2Fx", Answer.text("a: 1\n"));
    assertTrue(reader.read(page("blob/feature%2Fx/a%20b/c%23.yaml")).bytes().isPresent());
  }

  @Test
  void aPinnedFileNamesItsCommitWithoutASecondRequest() {
    host.on(
        "/api/v3/repos/acme/shop/contents/catalog-info.yaml?ref=" + COMMIT, Answer.text("a: 1\n"));
    UrlContent content = reader.read(page("blob/" + COMMIT + "/catalog-info.yaml"));
    assertEquals(Optional.of(COMMIT), content.commit());
    assertEquals(1, host.seen.size());
  }

  @Test
  void tagsAreListedAndFilesAreAtThem() {
    StringBuilder first = new StringBuilder("[{\"name\":\"v1/a\",\"commit\":{\"sha\":\"c1\"}}");
    for (int i = 1; i < 100; i++) {
      first.append(",{\"name\":\"t").append(i).append("\",\"commit\":{\"sha\":\"c\"}}");
    }
    host.on("/api/v3/repos/acme/shop/tags?per_page=100&page=1", Answer.text(first + "]"));
    host.on("/api/v3/repos/acme/shop/tags?per_page=100&page=2", Answer.text("[]"));
    Map<String, String> tags = reader.reader().tags(page("blob/main/a.yaml"));
    assertEquals(100, tags.size());
    assertEquals("c1", tags.get("v1/a"));
    assertEquals(
        Optional.of(page("tree/v1%2Fa/d/a%20b")),
        reader.reader().at(page("blob/main/d/a%20b"), "v1/a"));
    assertEquals("v1/a", reader.reader().place(page("tree/v1%2Fa/d")).orElseThrow().ref());
  }

  @Test
  void whatIsNoFileIsExplained() {
    for (String rest : List.of("pulls", "blob/main", "")) {
      PortalException wrong = reader.refusal(page(rest));
      assertEquals(ErrorCode.INPUT, wrong.code(), rest);
    }
    assertEquals(ErrorCode.NOT_FOUND, reader.refusal(page("blob/main/nope.yaml")).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blob/main/%2e%2e/%2e%2e/%2e%2e/other/contents/x",
        "blob/main/..%5cx",
        "blob/main/a%00b",
        "blob/main/a%0d%0aX-A:%20b"
      })
  void P09_aPathThatLeadsElsewhereIsRefusedWithoutARequest(String path) {
    assertEquals(ErrorCode.INPUT, reader.refusal(page(path)).code());
    assertEquals(0, host.seen.size());
  }

  @Test
  void wildcardsAreSearchedInTheTree() {
    host.on("/api/v3/repos/acme/shop/commits/main", Answer.text(COMMIT));
    host.on(
        "/api/v3/repos/acme/shop/git/trees/" + COMMIT + "?recursive=1",
        Answer.text(
            "{\"tree\":[{\"type\":\"blob\",\"path\":\"a/catalog-info.yaml\"},"
                + "{\"type\":\"tree\",\"path\":\"a\"},"
                + "{\"type\":\"blob\",\"path\":\"b/c d/catalog-info.yaml\"},"
                + "{\"type\":\"blob\",\"path\":\"catalog-info.yaml\"},"
                + "{\"type\":\"blob\",\"path\":\"README.md\"}],\"truncated\":false}"));
    assertEquals(
        List.of(
            page("blob/main/a/catalog-info.yaml"),
            page("blob/main/b/c%20d/catalog-info.yaml"),
            page("blob/main/catalog-info.yaml")),
        reader.reader().search(page("blob/main/**/catalog-info.yaml")));
    assertEquals(
        List.of(page("blob/main/a/catalog-info.yaml")),
        reader.reader().search(page("blob/main/*/catalog-info.yaml")));
  }

  @Test
  void aTreeIsReadFromTheArchiveOfItsCommit() throws Exception {
    host.on("/api/v3/repos/acme/shop/commits/main", Answer.text(COMMIT));
    byte[] zip = Zips.of(Map.of("acme-shop-0123/docs/a.md", "A", "acme-shop-0123/README.md", "B"));
    host.on("/api/v3/repos/acme/shop/zipball/" + COMMIT, new Answer(200, Map.of(), zip));
    SourceTree tree = reader.reader().readTree(page("tree/main/docs"), ReadOptions.none());
    assertEquals(List.of("a.md"), tree.files());
    assertEquals("A", Files.readString(tree.directory().orElseThrow().resolve("a.md")));
    assertEquals(Optional.of(COMMIT), tree.commit());
    assertTrue(
        reader
            .reader()
            .readTree(page("tree/main/docs"), ReadOptions.none().withEtag(COMMIT))
            .directory()
            .isEmpty());
    tree.close();
    try (Stream<java.nio.file.Path> left = Files.list(reader.data.resolve("tmp"))) {
      assertEquals(0, left.count(), "a closed tree leaves nothing");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "./b.yaml, https://github.com/o/r/blob/main/d/a.yaml,"
        + " https://github.com/o/r/tree/main/d/b.yaml",
    "../b.yaml, https://github.com/o/r/blob/main/d/a.yaml, https://github.com/o/r/tree/main/b.yaml",
    "/b.yaml, https://github.com/o/r/blob/main/d/a.yaml, https://github.com/o/r/tree/main/b.yaml",
    "/b.yaml, https://github.com/o/r/edit/main/a.yaml?x=1,"
        + " https://github.com/o/r/tree/main/b.yaml?x=1",
    "a b.yaml, https://github.com/o/r/raw/main/a.yaml, https://github.com/o/r/tree/main/a%20b.yaml",
    "https://x.example/b, https://github.com/o/r/blob/main/a.yaml, https://x.example/b",
    "https://github.com/p/q/blob/v1/b, https://github.com/o/r/blob/main/a.yaml,"
        + " https://github.com/p/q/tree/v1/b"
  })
  void referencesAreResolvedAsTheReferenceDoes(String reference, String base, String expected) {
    assertEquals(expected, reader.reader().resolve(reference, base));
  }

  @Test
  void linesEditPagesAndRepositories() {
    String file = "https://github.com/o/r/blob/main/a.yaml";
    assertEquals(
        "https://github.com/o/r/tree/main/b.yaml#L7", reader.reader().resolve("./b.yaml", file, 7));
    assertEquals(
        Optional.of("https://github.com/o/r/edit/main/a.yaml"), reader.reader().editUrl(file));
    assertTrue(reader.reader().isSourceHost(file));
    assertTrue(reader.reader().sameRepository(file, "https://github.com/O/r/tree/v2/x"));
    assertFalse(reader.reader().sameRepository(file, "https://github.com/o/r2/blob/main/a.yaml"));
    assertFalse(reader.reader().sameRepository(file, "https://gitlab.com/o/r/-/blob/main/a.yaml"));
  }

  @Test
  void S05_noCredentialCrossesToAnotherHost() {
    try (StubHost other = new StubHost()) {
      other.on("/stolen", Answer.text("a: 1\n"));
      host.on(FILE, Answer.status(302, "Location", other.url("/stolen")));
      TestReader both =
          new TestReader(
              Map.of(
                  "backend",
                  Map.of("reading", Map.of("allow", List.of(Map.of("host", other.authority())))),
                  "integrations",
                  Map.of(
                      "github",
                      List.of(
                          Map.of(
                              "host",
                              host.authority(),
                              "apiBaseUrl",
                              host.url("/api/v3"),
                              "token",
                              SECRET)))));
      assertTrue(both.read(page("blob/main/catalog-info.yaml")).bytes().isPresent());
      StubHost.Seen seen = other.seen.get(0);
      assertNull(seen.header("authorization"));
      assertNull(seen.header("x-github-api-version"), "no header at all goes on");
      both.close();
    }
  }

  @Test
  void S04_aRedirectToAHostThatIsNotAllowedIsRefused() {
    try (StubHost other = new StubHost()) {
      host.on(FILE, Answer.status(302, "Location", other.url("/x")));
      assertEquals(
          ErrorCode.NOT_ALLOWED, reader.refusal(page("blob/main/catalog-info.yaml")).code());
      assertEquals(0, other.seen.size());
    }
  }

  @Test
  void S13_aTokenThatCannotBeOneIsRefusedByItsKeyAndNeverShown() {
    for (String token : List.of("tok\n", "tok en", "tökn", "")) {
      PortalException wrong =
          assertThrows(
              PortalException.class,
              () -> reader.configChanged(config("token", "fine"), config("token", token)));
      assertTrue(wrong.getMessage().startsWith("integrations.github[0].token"), token);
      assertFalse(wrong.getMessage().contains("tok en"));
    }
  }

  @Test
  void S13_noErrorShowsTheToken() {
    for (int status : List.of(401, 403, 404, 418, 500)) {
      host.on(FILE, Answer.status(status, "X-Echo", SECRET));
      PortalException failed = reader.refusal(page("blob/main/catalog-info.yaml"));
      StringBuilder all = new StringBuilder();
      for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
        all.append(cause);
      }
      assertFalse(all.toString().contains(SECRET));
    }
  }

  @Test
  void configurationErrorsNameTheKeyAndWhatIsRight() {
    assertTrue(wrong("host", "a/b").contains("integrations.github[0].host must be a name"));
    assertTrue(wrong("host", "u@b").contains("integrations.github[0].host must be a name"));
    assertTrue(wrong("apiBaseUrl", "ftp://x").contains("apiBaseUrl must be an absolute http"));
    assertTrue(wrong("apps", List.of(Map.of("appId", 1))).contains("without 'clientId'"));
  }

  private static final String PEM = pem();

  private static String pem() {
    try {
      byte[] key =
          java.security.KeyPairGenerator.getInstance("RSA")
              .generateKeyPair()
              .getPrivate()
              .getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n"
          + java.util.Base64.getMimeEncoder().encodeToString(key)
          + "\n-----END PRIVATE KEY-----";
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void appsAreReadAsTheyAre() {
    Map<String, Object> app =
        Map.of(
            "appId",
            1,
            "clientId",
            "c",
            "clientSecret",
            "s",
            "privateKey",
            PEM,
            "webhookSecret",
            "w");
    reader.configChanged(config("token", "t"), config("apps", List.of(app)));
    assertTrue(reader.reader().isSourceHost("https://ghe.example.com/o/r/blob/main/a.yaml"));
  }

  private static String wrong(String key, Object value) {
    try (TestReader fresh = new TestReader(Map.of())) {
      return assertThrows(
              PortalException.class,
              () -> fresh.configChanged(config("token", "t"), config(key, value)))
          .getMessage();
    }
  }

  private static dev.callboard.testing.MapConfig config(String key, Object value) {
    Map<String, Object> entry =
        key.equals("host") ? Map.of(key, value) : Map.of("host", "ghe.example.com", key, value);
    return new dev.callboard.testing.MapConfig(
        Map.of("integrations", Map.of("github", List.of(entry))));
  }

  @Test
  void F48_aRateLimitIsHonoured() {
    host.on(FILE, Answer.status(403, "X-RateLimit-Remaining", "0", "Retry-After", "30"));
    String file = page("blob/main/catalog-info.yaml");
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, reader.refusal(file).code());
    int sent = host.seen.size();
    for (int i = 0; i < 20; i++) {
      assertTrue(reader.refusal(file).getMessage().contains("allows no more requests"));
    }
    assertEquals(sent, host.seen.size(), "nothing is sent before the host wants it");
    assertTrue(
        reader.reader().hosts().stream().anyMatch(status -> status.closedUntil().isPresent()));
  }

  @Test
  void theHistoryIsReadWithGitAtTheHostOfTheEntryAndWithItsToken() {
    GitRemote remote = reader.remoteOf(host.url("/acme/shop/blob/main/a.yaml")).orElseThrow();
    assertEquals(host.url("/acme/shop.git"), remote.remote().toString());
    assertEquals("main", remote.ref());
    String[] basic = remote.authorization().orElseThrow().split(" ");
    String both = new String(Base64.getDecoder().decode(basic[1]), StandardCharsets.UTF_8);
    assertEquals("x-access-token:" + SECRET, both);
  }
}
