package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.testing.TestJar;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds that come to the running product and go, from a plugin and from the configuration. */
class LiveKindsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String RULES = "catalog:\n  rules: [{allow: [Component, User, Team]}]\n";
  private static final String BY_NAME = "/api/catalog/entities/by-name/team/default/core";

  private static final String KIND =
      """
      package acme.kinds;
      import dev.callboard.catalog.spi.*;
      import java.util.*;
      public class Team implements KindDefinition {
        public String kind() { return "Team"; }
        public Set<String> apiVersions() { return Set.of("acme.example/v1"); }
        public String schema() {
          return "{\\"allOf\\": [{\\"$ref\\": \\"Entity\\"}, {\\"required\\": [\\"spec\\"], \\"properties\\":"
              + " {\\"spec\\": {\\"type\\": \\"object\\", \\"required\\": [\\"lead\\"]}}}]}";
        }
        public List<RelationField> relationFields() {
          return List.of(new RelationField(
              "spec.lead", "ledBy", "leads", Optional.of("User"), true));
        }
      }
      """;

  private static final String COMPONENT =
      """
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="acme.kinds.Team">
        <implementation class="acme.kinds.Team"/>
        <service><provide interface="dev.callboard.catalog.spi.KindDefinition"/></service>
      </scr:component>
      """;

  private static final String CONFIGURED =
      RULES
          + """
            kinds:
              - kind: Team
                apiVersions: [acme.example/v1]
                spec: {type: object, required: [lead]}
                relations:
                  - {path: spec.lead, outgoing: guidedBy, incoming: guides, defaultKind: User}
          """;

  @TempDir Path temp;
  private ServerProcess server;

  @BeforeEach
  void start() throws Exception {
    Path catalog = Files.createDirectories(temp.resolve("catalog")).toRealPath();
    Files.writeString(
        catalog.resolve("core.yaml"),
        """
        apiVersion: acme.example/v1
        kind: Team
        metadata: {name: core}
        spec: {lead: ann}
        ---
        apiVersion: backstage.io/v1alpha1
        kind: User
        metadata: {name: ann}
        spec: {memberOf: []}
        """);
    server =
        ServerProcess.in(temp.resolve("server")).config(RULES).catalog(catalog.toString()).start();
    Poll.until(
        "the user",
        SOON,
        () -> status("/api/catalog/entities/by-name/user/default/ann"),
        status -> status == 200);
    assertEquals(404, status(BY_NAME));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private int status(String path) throws Exception {
    return server.get(path, ServerProcess.TOKEN).statusCode();
  }

  private void configure(String yaml) throws Exception {
    Path next = Files.writeString(temp.resolve("next.yaml"), yaml);
    Files.move(next, temp.resolve("server/app-config.0.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns what is wrong with a Team that has this spec, or an empty text. */
  private String problems(String spec) throws Exception {
    String body =
        """
        {"location": "url:http://example.com/a.yaml", "entity": {"apiVersion": "acme.example/v1",
         "kind": "Team", "metadata": {"name": "other"}, "spec": %s}}
        """
            .formatted(spec);
    HttpResponse<String> answer =
        server.sendJson("POST", "/api/catalog/validate-entity", ServerProcess.TOKEN, body);
    return answer.statusCode() == 200 ? "" : answer.body();
  }

  private void awaitKnown(String relation) {
    JsonNode team =
        Poll.until(
            "a team that is " + relation,
            SOON,
            () -> server.json(BY_NAME),
            entity -> entity.at("/relations/0/type").asText().equals(relation));
    assertEquals("user:default/ann", team.at("/relations/0/targetRef").asText());
  }

  private void awaitUnknown() {
    Poll.until(
        "the kind to go", SOON, () -> problems("{\"lead\": \"ann\"}"), text -> !text.isEmpty());
  }

  @Test
  void kindOfAPluginIsKnownWhileThePluginIsThere() throws Exception {
    Path jar = server.plugins().resolve("kinds.jar");
    TestJar.plugin("kinds", "1.0.0")
        .header(
            "Require-Capability",
            "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4))\"")
        .header("Import-Package", "dev.callboard.catalog.spi")
        .header("Service-Component", "OSGI-INF/team.xml")
        .source("acme.kinds.Team", KIND)
        .entry("OSGI-INF/team.xml", COMPONENT.getBytes(StandardCharsets.UTF_8))
        .moveTo(jar);
    awaitKnown("ledBy");
    assertEquals("", problems("{\"lead\": \"ann\"}"));
    assertTrue(problems("{}").contains("lead"), "a team needs a lead");
    Files.delete(jar);
    awaitUnknown();
    assertEquals(200, status(BY_NAME), "entities of a kind that is gone stay");
    if (Product.times(0, 1) == 1) {
      // After a start plugins have a minute to come.
      Poll.until(
          "a status item",
          Duration.ofSeconds(90),
          () -> server.json(BY_NAME).at("/status/items").toString(),
          items -> items.contains("No processor recognized"));
    }
  }

  @Test
  void kindOfTheConfigurationIsKnownWithoutARestart() throws Exception {
    configure(CONFIGURED);
    awaitKnown("guidedBy");
    assertTrue(problems("{}").contains("lead"), "a team needs a lead");
    configure(CONFIGURED.replace("guidedBy", "ledBy"));
    awaitKnown("ledBy");
    configure(RULES);
    awaitUnknown();
    JsonNode team = JSON.readTree(server.get(BY_NAME, ServerProcess.TOKEN).body());
    assertEquals("core", team.at("/metadata/name").asText(), "entities stay");
  }
}
