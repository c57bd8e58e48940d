package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions about many entities, and about missing ones, to the built product. */
class InsightIT {
  @TempDir static Path temp;
  private static Path catalog;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    catalog = Files.createDirectories(temp.resolve("catalog")).toRealPath();
    Files.writeString(
        catalog.resolve("all.yaml"),
        """
        apiVersion: backstage.io/v1alpha1
        kind: Group
        metadata: {name: dept}
        spec: {type: department, children: [team]}
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Group
        metadata: {name: team}
        spec: {type: team, children: []}
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: web, description: "=1+1"}
        spec: {type: service, lifecycle: production, owner: team, dependsOn: [component:db]}
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: db}
        spec: {type: service, lifecycle: production, owner: dept}
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: broken}
        spec: {type: service}
        """);
    server = ServerProcess.in(temp.resolve("server")).catalog(catalog.toString()).start();
    Poll.until(
        "the catalog",
        Duration.ofSeconds(20),
        () -> server.json("/api/catalog/entities?filter=kind=component"),
        list -> list.size() == 2);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void ownershipGoesThroughChildGroups() throws Exception {
    JsonNode answer = server.json("/api/catalog/ownership?ref=group:dept&filter=kind=component");
    assertEquals(2, answer.get("totalItems").asInt());
    assertEquals("component:default/web", answer.at("/items/1/entityRef").asText());
    assertEquals(
        "[\"group:default/dept\",\"group:default/team\"]", answer.at("/items/1/path").toString());
  }

  @Test
  void impactFindsWhatDependsOnAnEntity() throws Exception {
    JsonNode answer = server.json("/api/catalog/impact?entityRef=component:db");
    assertEquals("component:default/web", answer.at("/items/0/entityRef").asText());
    assertEquals(1, answer.get("items").size());
  }

  @Test
  void aTableIsStreamed() throws Exception {
    HttpResponse<String> answer =
        server.get(
            "/api/catalog/entities.csv?filter=kind=component&orderField=metadata.name"
                + "&fields=metadata.name,metadata.description,relations.ownedBy",
            ServerProcess.TOKEN);
    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/csv"));
    assertEquals(
        "metadata.name,metadata.description,relations.ownedBy\r\n"
            + "db,,group:default/dept\r\n"
            + "web,\"'=1+1\",group:default/team\r\n",
        answer.body());
  }

  @Test
  void anEntityIsExplainedFromItsErrorToItsRemoval() throws Exception {
    JsonNode broken = explain("broken");
    assertEquals("document-error", broken.at("/findings/0/code").asText());
    assertEquals("file:" + catalog.resolve("all.yaml"), broken.at("/findings/0/file").asText());
    assertTrue(broken.at("/findings/0/line").asInt() >= 22, broken.toString());
    assertEquals("served", explain("web").at("/findings/0/code").asText());
    assertEquals("never-seen", explain("nobody").at("/findings/0/code").asText());
    Path passing = catalog.resolve("passing.yaml");
    Files.writeString(
        passing,
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: passing}
        spec: {type: service, lifecycle: production, owner: team}
        """);
    await("passing", "served");
    Files.delete(passing);
    JsonNode removed = await("passing", "removed");
    assertTrue(removed.get("summary").asText().contains(passing.toString()), removed.toString());
  }

  private static JsonNode explain(String name) throws Exception {
    return server.json("/api/catalog/explain?entityRef=component:" + name);
  }

  private static JsonNode await(String name, String code) {
    return Poll.until(
        name + " to be " + code,
        Duration.ofSeconds(40),
        () -> explain(name),
        answer -> List.of(code).contains(answer.at("/findings/0/code").asText()));
  }
}
