package dev.callboard.catalog.discovery.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.discovery.Page;
import dev.callboard.catalog.discovery.Source;
import dev.callboard.integrations.rest.HostCredentials;
import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RepositorySourceTest {
  /** The repositories of the owners, two on a page. */
  private final Map<String, List<String>> repositories =
      new TreeMap<>(
          Map.of("acme", List.of("a", "b", "c"), "beta", List.of(), "zeta", List.of("z")));

  private final List<String> installed = new ArrayList<>(List.of("zeta", "acme", "beta"));
  private final List<String> asked = new ArrayList<>();

  private final HostCredentials credentials =
      new HostCredentials() {
        @Override
        public Optional<String> token(String type, String host, String owner) {
          return Optional.of("of-" + owner);
        }

        @Override
        public List<String> owners(String type, String host, String app) {
          return app.equals("15") ? List.copyOf(installed) : List.of();
        }
      };

  private RestApi api(Map<String, String> headers) {
    return new RestApi() {
      @Override
      public RestAnswer send(String method, String path, Object body) {
        Map<?, ?> variables = (Map<?, ?>) ((Map<?, ?>) body).get("variables");
        String owner = (String) variables.get("owner");
        if (variables.containsKey("name")) {
          return new RestAnswer(200, Map.of(), one(owner, (String) variables.get("name")), "");
        }
        assertEquals("Bearer of-" + owner, headers.get("Authorization"));
        asked.add(owner + " " + variables.get("after"));
        return new RestAnswer(200, Map.of(), answer(owner, (String) variables.get("after")), "");
      }

      @Override
      public List<Object> list(String path, String what) {
        throw new AssertionError("no list is expected");
      }
    };
  }

  private final Map<String, Object> single = new HashMap<>();

  private Object one(String owner, String name) {
    if (!repositories.getOrDefault(owner, List.of()).contains(name)) {
      return Map.of(
          "data",
          Map.of(),
          "errors",
          List.of(Map.of("type", "NOT_FOUND", "message", "Could not resolve")));
    }
    Map<String, Object> found = new HashMap<>(single);
    found.put("name", name);
    found.put("url", "https://github.com/" + owner + "/" + name);
    found.put("defaultBranchRef", Map.of("name", "main"));
    return Map.of("data", Map.of("repository", found));
  }

  @Test
  void oneRepositoryIsFoundByItsAddressAndJudgedAsInAWholeRun() {
    Source source =
        source("organization", "Acme", "filters", Map.of("topic", Map.of("include", "portal")));
    assertTrue(source.has("https://github.com/acme/a"));
    assertFalse(source.has("https://github.com/acme/a/b"));
    assertFalse(source.has("https://github.com/zeta/z"));
    assertFalse(source.has("https://github.com.evil.test/acme/a"));
    assertFalse(source.has("nonsense"));
    assertEquals(List.of(), source.repository("https://github.com/acme/a"));
    single.put(
        "repositoryTopics", Map.of("nodes", List.of(Map.of("topic", Map.of("name", "portal")))));
    List<Entity> found = source.repository("https://github.com/acme/a");
    assertEquals(1, found.size());
    assertEquals("https://github.com/acme/a", source.repositoryOf(found.get(0)));
    single.put("isArchived", true);
    assertEquals(List.of(), source.repository("https://github.com/acme/a"));
    assertEquals(List.of(), source.repository("https://github.com/acme/none"));
    Source installations = source("app", "15");
    assertTrue(installations.has("https://github.com/zeta/z"));
    assertFalse(installations.has("https://github.com/nobody/z"));
    assertTrue(source.reads("catalog-info.yaml"));
    assertFalse(source.reads("src/catalog-info.yaml"));
  }

  private Object answer(String owner, String after) {
    List<String> all = repositories.get(owner);
    int from = after == null ? 0 : Integer.parseInt(after);
    int to = Math.min(all.size(), from + 2);
    List<Object> nodes = new ArrayList<>();
    for (String name : all.subList(from, to)) {
      nodes.add(
          Map.of(
              "name",
              name,
              "url",
              "https://github.com/" + owner + "/" + name,
              "defaultBranchRef",
              Map.of("name", "main")));
    }
    Map<String, Object> page =
        Map.of("hasNextPage", to < all.size(), "endCursor", String.valueOf(to));
    return Map.of(
        "data",
        Map.of(
            "repositoryOwner", Map.of("repositories", Map.of("nodes", nodes, "pageInfo", page))));
  }

  private Source source(Object... entry) {
    MapConfig all =
        MapConfig.of("integrations", Map.of("github", List.of(Map.of("host", "github.com"))));
    return new GitHubSources((profile, base, headers) -> api(headers), credentials)
        .repositories("id", "catalog.providers.github.id", MapConfig.of(entry), all);
  }

  private static List<String> targets(Source source, String place) {
    List<String> found = new ArrayList<>();
    for (String at = place; ; ) {
      Page page = source.page(at);
      page.entities().forEach(each -> found.add(String.valueOf(each.spec().get("target"))));
      if (page.next().isEmpty()) {
        return found;
      }
      at = page.next().get();
    }
  }

  @Test
  void anAppWithoutAnOrganizationIsReadForAllWhoInstalledIt() {
    assertEquals(
        List.of(
            "https://github.com/acme/a/blob/main/catalog-info.yaml",
            "https://github.com/acme/b/blob/main/catalog-info.yaml",
            "https://github.com/acme/c/blob/main/catalog-info.yaml",
            "https://github.com/zeta/z/blob/main/catalog-info.yaml"),
        targets(source("app", 15), null));
    assertEquals(List.of("acme null", "acme 2", "beta null", "zeta null"), asked);
  }

  @Test
  void aRunGoesOnWhereItWasLeftWhoeverRemovedTheAppMeanwhile() {
    Source source = source("app", 15);
    String place = source.page(null).next().orElseThrow();
    assertEquals(2, targets(source, place).size());
    installed.remove("acme");
    assertEquals(
        List.of("https://github.com/zeta/z/blob/main/catalog-info.yaml"), targets(source, place));
    installed.clear();
    assertEquals(List.of(), targets(source, place));
  }

  @Test
  void anOrganizationGoesBeforeTheApp() {
    assertEquals(
        List.of("https://github.com/zeta/z/blob/main/catalog-info.yaml"),
        targets(source("organization", "zeta", "app", 15), null));
    assertNotEquals(source("app", 15).fingerprint(), source("organization", "zeta").fingerprint());
  }

  @Test
  void neitherIsAnError() {
    PortalException wrong = assertThrows(PortalException.class, () -> source("host", "github.com"));
    assertTrue(wrong.getMessage().contains("id.organization"), wrong.getMessage());
  }
}
