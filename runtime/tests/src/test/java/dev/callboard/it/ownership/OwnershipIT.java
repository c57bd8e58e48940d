package dev.callboard.it.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.testing.GitServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a repository to facts, suggestions and a claim, on the built product: one server for all.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnershipIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String API = "/api/insights/v1";
  private static final String PAY = API + "/ownership/component/default/pay";

  private static final String PEOPLE =
      """
      apiVersion: backstage.io/v1alpha1
      kind: Group
      metadata: {name: payments}
      spec: {type: team, children: []}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Group
      metadata: {name: shop}
      spec: {type: team, children: []}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: User
      metadata: {name: guest, namespace: development}
      spec: {memberOf: [group:default/shop], profile: {email: guest@example.com}}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: User
      metadata: {name: bob}
      spec: {memberOf: [payments], profile: {email: bob@example.com}}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: User
      metadata: {name: ann}
      spec: {memberOf: [payments], profile: {email: ann@example.com}}
      """;

  private static final String ENTITIES =
      """
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: pay}
      spec: {type: service, lifecycle: production, owner: payments}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: lost}
      spec: {type: service, lifecycle: production, owner: gone}
      """;

  @TempDir static Path temp;
  private static Path catalog;
  private static ServerProcess server;
  private static String guest;

  private static void commit(String who) throws Exception {
    GitServer.git(catalog, "add", "-A");
    String author = who + " <" + who + "@example.com>";
    GitServer.git(catalog, "commit", "-q", "-m", "x", "--author", author);
  }

  @BeforeAll
  static void start() throws Exception {
    catalog = Files.createDirectories(temp.resolve("catalog")).toRealPath();
    GitServer.git(catalog, "init", "-q", "-b", "main");
    Files.writeString(catalog.resolve("people.yaml"), PEOPLE);
    Files.writeString(catalog.resolve("catalog-info.yaml"), ENTITIES);
    Files.writeString(catalog.resolve("CODEOWNERS"), "* @org/shop\n");
    commit("guest");
    Files.writeString(catalog.resolve("a.txt"), "1");
    commit("bob");
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                "auth: {environment: development, providers: {guest: {}}}\n"
                    + "ownership: {interval: 1s, history: {interval: 1s}}\n")
            .catalog(catalog.toString())
            .start();
    Poll.until(
        "the history",
        SOON,
        () -> server.get(PAY, ServerProcess.TOKEN),
        answer -> answer.statusCode() == 200 && answer.body().contains("truck-factor"));
    guest =
        JSON.readTree(server.get("/api/auth/guest/refresh", null).body())
            .at("/backstageIdentity/token")
            .asText();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static JsonNode asGuest(String path) throws Exception {
    HttpResponse<String> answer = server.get(path, guest);
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  @Test
  @Order(1)
  void theDeclaredOwnerIsComparedWithTheRepository() throws Exception {
    JsonNode facts = server.json(PAY).get("facts");
    assertEquals(1, facts.get("owner-live").asInt());
    assertEquals(0, facts.get("codeowners-agreement").asDouble());
    assertEquals(0.5, facts.get("commits-agreement").asDouble());
    JsonNode summary = asGuest(API + "/ownership/summary?group=payments");
    assertEquals(1, summary.at("/total/disagreeing").asInt(), summary.toString());
    assertEquals(1, summary.at("/days").size(), summary.toString());
    JsonNode orphans = asGuest(API + "/ownership/orphans");
    assertEquals("component:default/lost", orphans.at("/items/0/entityRef").asText());
    assertEquals("owner-gone", orphans.at("/items/0/reason").asText());
    assertEquals(1, asGuest(API + "/ownership/disagreements").get("totalCount").asInt());
  }

  @Test
  @Order(2)
  void aSuggestionTellsItsReasonsAndNobodySeesNumbersOfOthers() throws Exception {
    String path = API + "/ownership/suggestions?entity=component:pay";
    JsonNode mine = asGuest(path).get("items");
    assertEquals("group:default/shop", mine.at("/0/owner").asText(), mine.toString());
    assertEquals("* @org/shop", mine.at("/0/evidence/0/rule").asText());
    assertFalse(mine.toString().contains("user:default"), mine.toString());
    JsonNode contributors = asGuest(PAY).get("contributors");
    assertEquals(1, contributors.size(), contributors.toString());
    assertEquals("user:development/guest", contributors.at("/0/person").asText());
    HttpResponse<String> all = server.get(PAY, server.adminToken());
    assertTrue(all.body().contains("\"user:default/bob\""), all.body());
  }

  @Test
  @Order(3)
  void aClaimIsKeptToldAndEndsWhenTheCatalogAgrees() throws Exception {
    String claim =
        "{\"entityRef\": \"component:pay\", \"owner\": \"%s\", \"reason\": \"we run it\"}";
    String path = API + "/ownership/claims";
    assertEquals(
        403, server.sendJson("POST", path, guest, claim.formatted("payments")).statusCode());
    HttpResponse<String> done = server.sendJson("POST", path, guest, claim.formatted("shop"));
    assertEquals(200, done.statusCode(), done.body());
    assertEquals("group:default/payments", JSON.readTree(done.body()).get("wasOwner").asText());
    assertEquals(409, server.sendJson("POST", path, guest, claim.formatted("shop")).statusCode());
    Poll.until(
        "the audit log",
        SOON,
        () -> server.get("/api/audit/events?eventId=ownership-claim", server.adminToken()).body(),
        found -> found.contains("component:default/pay"));
    Files.writeString(catalog.resolve("catalog-info.yaml"), ENTITIES.replace("payments", "shop"));
    Poll.until(
        "the end of the claim",
        SOON,
        () -> asGuest(PAY).at("/claims/0"),
        found -> found.has("done"));
    JsonNode history = asGuest(API + "/facts?entity=component:pay&fact=codeowners-agreement");
    assertEquals(0, history.at("/items/0/value").asDouble(), history.toString());
    assertEquals(1, history.at("/items/1/value").asDouble(), history.toString());
    assertTrue(asGuest(PAY + "/history").get("items").size() > 10);
    assertEquals(400, server.get(API + "/facts?entity=component:pay&fact=x", guest).statusCode());
    assertEquals(404, server.get(API + "/facts?entity=component:none", guest).statusCode());
  }
}
