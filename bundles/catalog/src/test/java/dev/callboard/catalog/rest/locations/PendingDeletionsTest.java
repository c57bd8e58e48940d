package dev.callboard.catalog.rest.locations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.MassDeletion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingDeletionsTest {
  private static final String PATH = "/ingestion/pending-deletions";
  private static final String URL = "http://127.0.0.1:7090/a.yaml";
  private static final String ENTITY =
      "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: %s}\n"
          + "spec: {type: service, lifecycle: production, owner: x}\n---\n";

  @TempDir Path folder;
  private LocationServer server;
  private String location;

  @BeforeEach
  void start() throws Exception {
    String file = ENTITY.formatted("a") + ENTITY.formatted("b") + ENTITY.formatted("c");
    server = new LocationServer(folder, Map.of(URL, file));
    location = "registered:" + server.register(URL);
    CatalogStore deleting =
        new CatalogStore(server.database, server.audit, new SystemPrincipal(), true);
    deleting.removeRoot(location, new MassDeletion(true, 3, 20, 0));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private JsonNode pending() {
    return server.get(PATH).json().get("items");
  }

  private String id() {
    return pending().at("/0/id").asText();
  }

  private long served() {
    return server.index.snapshot().all().count();
  }

  @Test
  void showsWhatIsHeldAndItsEntitiesPageByPage() {
    assertEquals(1, pending().size());
    JsonNode one = pending().get(0);
    assertEquals(location, one.get("location").asText());
    assertEquals("held", one.get("state").asText());
    assertEquals(4, one.get("entities").asInt());
    assertEquals(4, one.get("owned").asInt());
    assertEquals(1, one.get("readings").asInt());
    assertTrue(Instant.parse(one.get("heldAt").asText()).toEpochMilli() > 0);
    JsonNode refs = server.get(PATH + "/" + id() + "?limit=2").json().get("entityRefs");
    assertEquals("[\"component:default/a\",\"component:default/b\"]", refs.toString());
    JsonNode more = server.get(PATH + "/" + id() + "?limit=1&after=component:default/b").json();
    assertEquals("[\"component:default/c\"]", more.get("entityRefs").toString());
  }

  @Test
  void limitIsOneToTenThousand() {
    assertEquals(400, server.get(PATH + "/" + id() + "?limit=0").status());
    assertEquals(200, server.get(PATH + "/" + id() + "?limit=1").status());
    assertEquals(200, server.get(PATH + "/" + id() + "?limit=10000").status());
    assertEquals(400, server.get(PATH + "/" + id() + "?limit=10001").status());
    assertEquals(400, server.get(PATH + "/" + id() + "?limit=x").status());
  }

  @Test
  void F22_approvalDeletesInTheNameOfTheCaller() {
    long before = served();
    String path = PATH + "/" + id() + "/approve";
    assertEquals("{\"deleted\":4}", server.post(path, null).json().toString());
    assertEquals(before - 4, served());
    assertEquals(0, pending().size());
    assertEquals(404, server.post(path, null).status());
    assertTrue(
        server.audit.lines().contains("provider-mass-delete-approved approved " + location + " -"),
        server.audit.lines().toString());
  }

  @Test
  void F22_rejectionKeepsTheEntitiesAndCanBeRepeated() {
    long before = served();
    String path = PATH + "/" + id() + "/reject";
    assertEquals("rejected", server.post(path, null).json().get("state").asText());
    assertEquals("rejected", server.post(path, null).json().get("state").asText());
    assertEquals(before, served());
    assertEquals(404, server.post(PATH + "/unknown/reject", null).status());
  }
}
