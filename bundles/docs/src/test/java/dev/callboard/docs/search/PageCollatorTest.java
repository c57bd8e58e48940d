package dev.callboard.docs.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.callboard.catalog.api.Entity;
import dev.callboard.docs.api.DocsPublication;
import dev.callboard.docs.fakes.OneEntity;
import dev.callboard.docs.storage.LocalStorage;
import dev.callboard.docs.storage.Sites;
import dev.callboard.platform.events.Event;
import dev.callboard.search.spi.SearchDocument;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCollatorTest {
  private static final String REF = "component:default/guide";
  private static final String HOME = "/docs/default/component/guide/";

  @TempDir Path temp;
  private final OneEntity catalog = new OneEntity();
  private final Documents found = new Documents();
  private LocalStorage storage;
  private PageCollator collator;

  @BeforeEach
  void makeCollator() {
    storage = new LocalStorage(() -> temp);
    collator = collator();
    catalog.is(entity("team-a"));
  }

  private PageCollator collator() {
    return new PageCollator(
        catalog, catalog, new Sites(MapConfig::empty, storage), catalog.identities());
  }

  private static Entity entity(String owner) {
    return Entity.of(
        Map.of(
            "apiVersion",
            "backstage.io/v1alpha1",
            "kind",
            "Component",
            "metadata",
            Map.of(
                "name",
                "Guide",
                "title",
                "The guide",
                "tags",
                List.of("how-to"),
                "annotations",
                Map.of("backstage.io/techdocs-ref", "dir:.")),
            "spec",
            Map.of("type", "documentation", "lifecycle", "production"),
            "relations",
            List.of(Map.of("type", "ownedBy", "targetRef", "group:default/" + owner))));
  }

  /** Publishes pages with these locations, each titled like it. */
  private void publish(String... locations) throws IOException {
    StringBuilder docs = new StringBuilder();
    for (String each : locations) {
      docs.append(docs.length() == 0 ? "" : ",")
          .append(
              "{\"location\":\"%1$s\",\"title\":\"T %1$s\",\"text\":\"words\"}".formatted(each));
    }
    try (DocsPublication publication = storage.publish("default/component/guide")) {
      publication.put("techdocs_metadata.json", "{}".getBytes(UTF_8));
      publication.put(
          "search/search_index.json",
          ("{\"docs\":[" + docs + ", 7, {\"title\":\"no page\"}]}").getBytes(UTF_8));
      publication.commit();
    }
    collator.onEvent(new Event("techdocs.published", Map.of("entityRef", REF)));
  }

  private Optional<String> follow(String position) {
    return collator.readChanges(position, found);
  }

  @Test
  void eachPageAndHeadingIsADocumentThatItsEntityDecidesOn() throws Exception {
    publish("", "more/#install");
    collator.readAll(found);
    assertEquals(Set.of(HOME, HOME + "more/#install"), found.ids());
    SearchDocument page = found.get(HOME + "more/#install");
    assertEquals(Optional.of(REF), page.resourceRef());
    assertEquals(List.of("how-to"), page.tags());
    assertEquals("words", page.text());
    assertEquals("T more/#install", page.title());
    Map<String, Object> fields = page.content();
    assertEquals(HOME + "more/#install", fields.get("location"));
    assertEquals("more/#install", fields.get("path"));
    assertEquals("default", fields.get("namespace"));
    assertEquals("component", fields.get("kind"));
    assertEquals("guide", fields.get("name"));
    assertEquals("The guide", fields.get("entityTitle"));
    assertEquals("documentation", fields.get("componentType"));
    assertEquals("production", fields.get("lifecycle"));
    assertEquals("team-a", fields.get("owner"));
    assertEquals("catalog.entity.read", collator.visibilityPermission().orElseThrow().name());
  }

  @Test
  void whatIsPublishedIsSearchableAtOnce() throws Exception {
    String position = collator.readAll(found).orElseThrow();
    assertEquals(Set.of(), found.ids());
    AtomicInteger woken = new AtomicInteger();
    try (AutoCloseable following = collator.onChange(woken::incrementAndGet)) {
      publish("", "old/");
      assertEquals(1, woken.get());
    }
    position = follow(position).orElseThrow();
    assertEquals(Set.of(HOME, HOME + "old/"), found.ids());
    publish("", "new/");
    assertEquals(1, woken.get());
    position = follow(position).orElseThrow();
    assertEquals(Set.of(HOME, HOME + "new/"), found.ids());
    assertEquals(position, follow(position).orElseThrow());
  }

  @Test
  void documentsFollowTheirEntityAndGoWithIt() throws Exception {
    publish("");
    String position = collator.readAll(found).orElseThrow();
    catalog.becomes(entity("team-b"));
    position = follow(position).orElseThrow();
    assertEquals("team-b", found.get(HOME).content().get("owner"));
    catalog.becomes(null);
    position = follow(position).orElseThrow();
    assertEquals(Set.of(), found.ids());
    publish("");
    follow(position);
    assertEquals(Set.of(), found.ids());
  }

  @Test
  void aPositionOfAnEarlierTimeIsNotKnown() {
    String position = collator.readAll(found).orElseThrow();
    assertEquals(Optional.of(position), follow(position));
    assertEquals(Optional.empty(), collator().readChanges(position, found));
  }

  @Test
  void whatOthersPublishedIsSeenWhenSitesAreLookedThrough() {
    Publications publications = new Publications();
    publications.remember("a", "1");
    publications.remember("b", "1");
    publications.look(ref -> ref.equals("a") ? "1" : "2");
    assertEquals(List.of("b"), publications.since(0, publications.reached()));
    assertFalse(publications.knows("c"));
  }
}
