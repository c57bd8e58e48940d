package dev.callboard.search.query;

import static dev.callboard.search.spi.SearchDocument.document;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.catalog.api.VisibleEntities;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.search.fakes.ListCollator;
import dev.callboard.search.spi.SearchDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisibilityTest {
  private static final Permission READ =
      Permission.resource("catalog.entity.read", "read", "catalog-entity");

  @TempDir Path folder;
  private final ListCollator entities = new ListCollator("software-catalog").needing(READ);
  private final ListCollator notes =
      new ListCollator("notes").needing(Permission.basic("notes.read", "read"));
  private TestSearch search;

  @BeforeEach
  void open() throws Exception {
    for (int i = 0; i < 300; i++) {
      entities.put(entity(i));
    }
    notes.put(document("n", "note of a service", "/n").build());
    search = new TestSearch(folder, entities, notes);
    search.catalog((permission, action, principal) -> new Visible(true, Set.of()));
    search.awaitCount(301, "term=");
  }

  @AfterEach
  void close() {
    search.close();
  }

  private static String ref(int i) {
    return "component:default/service-" + i;
  }

  private static SearchDocument entity(int i) {
    return document(ref(i), "service-" + i, "/catalog/default/component/service-" + i)
        .field("kind", i % 3 == 0 ? "API" : "Component")
        .resourceRef(ref(i))
        .build();
  }

  private record Visible(boolean all, Set<String> refs) implements VisibleEntities {
    @Override
    public boolean none() {
      return !all && refs.isEmpty();
    }

    @Override
    public Object key() {
      return this;
    }

    @Override
    public boolean contains(String ref) {
      return all || refs.contains(ref);
    }
  }

  private void show(Set<String> refs) {
    search.catalog((permission, action, principal) -> new Visible(false, refs));
  }

  @Test
  void Z04_countsPagesAndFacetsAreOfWhatTheCallerMaySee() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      Set<String> visible = new HashSet<>();
      int apis = 0;
      for (int i = 0; i < 300; i++) {
        if (random.nextInt(round + 1) == 0) {
          visible.add(ref(i));
          apis += i % 3 == 0 ? 1 : 0;
        }
      }
      show(visible);
      Set<String> seen = new TreeSet<>();
      int total = -1;
      String cursor = "";
      while (cursor != null) {
        JsonNode page =
            search.ask(
                "term=service",
                "types=software-catalog",
                "facets=kind",
                "pageLimit=40",
                "pageCursor=" + cursor);
        total = page.get("numberOfResults").asInt();
        for (JsonNode result : page.get("results")) {
          seen.add("component:default/" + result.at("/document/title").asText());
          assertFalse(result.get("document").has("authorization"));
        }
        int counted = 0;
        for (JsonNode count : page.at("/facets/kind")) {
          counted += count.get("value").asText().equals("API") ? count.get("count").asInt() : 0;
        }
        assertEquals(apis, counted);
        cursor = page.has("nextPageCursor") ? page.get("nextPageCursor").asText() : null;
      }
      assertEquals(visible.size(), total);
      assertEquals(new TreeSet<>(visible), seen);
    }
  }

  @Test
  void aTypeThatIsDeniedIsLeftOut() throws Exception {
    search.decide(Decision.deny("test"));
    assertEquals(300, search.ask("term=service").get("numberOfResults").asInt());
    assertEquals(0, search.ask("term=service", "types=notes").get("numberOfResults").asInt());
    show(Set.of());
    assertEquals(0, search.ask("term=service").get("numberOfResults").asInt());
  }

  @Test
  void whatIsNotVisibleAnyMoreIsNotFoundAnyMore() throws Exception {
    show(Set.of(ref(1), ref(2)));
    assertEquals(2, count());
    show(Set.of(ref(2)));
    assertEquals(1, count());
    // A slip of the pen does not show what is hidden, either.
    assertEquals(List.of("service-2"), search.titles("term=servcie-2", "types=software-catalog"));
    assertFalse(search.titles("term=service-1", "types=software-catalog").contains("service-1"));
  }

  private int count() throws Exception {
    return search.ask("term=service", "types=software-catalog").get("numberOfResults").asInt();
  }

  @Test
  void whoMaySeeWhatIsFoundOutWithinABudget() throws Exception {
    Permission permission = Permission.resource("notes.read", "read", "note");
    ListCollator many = new ListCollator("many").needing(permission);
    search.indexes().addCollator(many, Map.of());
    search.slow(Duration.ofMillis(1));
    search.decide(Decision.conditional(new Condition.Rule("ANY", "note", Map.of()), "test"));
    for (int i = 1; i <= 1_001; i++) {
      many.put(document("m" + i, "many", "/m").resourceRef("note:" + i).build());
    }
    search.awaitDocuments("many", 1_001);
    JsonNode late = search.ask("term=many", "types=many", "facets=types");
    assertFalse(late.has("numberOfResults"));
    assertFalse(late.has("nextPageCursor"));
    assertEquals(25, late.get("results").size());
    assertEquals(1_000, late.at("/facets/types/0/count").asInt());
    many.remove("m1");
    search.awaitDocuments("many", 1_000);
    assertEquals(1_000, search.ask("term=many", "types=many").get("numberOfResults").asInt());
    many.remove("m2");
    search.awaitDocuments("many", 999);
    JsonNode whole = search.ask("term=many", "types=many");
    assertEquals(999, whole.get("numberOfResults").asInt());
    assertTrue(whole.has("nextPageCursor"));
  }

  @Test
  void aDocumentWithoutAResourceIsForThoseWithoutConditions() throws Exception {
    entities.put(document("free", "free service", "/free").build());
    search.awaitCount(1, "term=free");
    show(Set.of(ref(1)));
    assertEquals(0, search.ask("term=free").get("numberOfResults").asInt());
  }
}
