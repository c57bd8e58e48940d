package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.query.RandomPolicies;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a caller with conditions gets to know of the past is what a naive filter leaves of all that
 * is known: history, trash, time travel, changes by page and by stream, explanations, overlays and
 * locations. What is hidden is answered like what never was.
 */
class PastDifferentialTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> KINDS = List.of("Component", "API");
  private static final String NEVER = "component:default/never";

  @TempDir Path folder;
  private final Random random = new Random(41122);
  private final RandomPolicies policies = new RandomPolicies(random);
  private final List<String> refs = new ArrayList<>();
  private StoredPast past;
  private Condition condition;
  private int compared;
  private int hidden;

  /** All that there is to know, read without conditions. */
  private final Map<String, JsonNode> served = new TreeMap<>();

  private final Map<String, List<ObjectNode>> histories = new TreeMap<>();
  private List<ObjectNode> changes = List.of();
  private List<ObjectNode> trash = List.of();

  @Test
  void thePastShowsWhatMayBeReadAndNothingElse() throws Exception {
    for (int round = 0; round < 2; round++) {
      build(folder.resolve("past" + round));
      try {
        all();
        for (int i = 0; i < 6; i++) {
          condition = policies.condition(2);
          past.server.policy().decide(Decision.conditional(condition, "test"));
          feed();
          histories();
          trash();
          times();
          listsOfThen();
          explanations();
          attached();
        }
      } finally {
        past.close();
      }
    }
    assertTrue(compared > 2_000, compared + " answers compared");
    assertTrue(hidden > compared / 5 && hidden < compared * 4 / 5, hidden + " of " + compared);
  }

  @Test
  void whatIsPurgedIsGoneFromTheListsOfThePastToo() throws Exception {
    past = new StoredPast(folder.resolve("purged"), Map.of());
    try {
      String ref = "component:default/n0";
      past.put(ref, entity(ref));
      String at = "/entities?at=" + enc(items("/changes?after=0").get(0).path("at").asText());
      past.delete(ref);
      assertEquals(1, past.server.get(at).json().size());
      past.purge();
      assertEquals(0, past.server.get(at).json().size());
    } finally {
      past.close();
    }
  }

  private void build(Path file) throws Exception {
    refs.clear();
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < 3; i++) {
      String ref = "component:default/f" + i;
      refs.add(ref);
      files.put(StoredPast.target("f" + i + ".yaml"), JSON.writeValueAsString(entity(ref)));
    }
    past = new StoredPast(file, files);
    for (int i = 0; i < 12; i++) {
      refs.add(KINDS.get(i % 2).toLowerCase() + ":default/n" + i);
    }
    files.keySet().forEach(target -> refs.add(LocationRefs.entityRef("url", target)));
    for (int i = 0; i < 90; i++) {
      String ref = refs.get(3 + random.nextInt(12));
      if (past.has(ref) && random.nextInt(4) == 0) {
        past.delete(ref);
        if (random.nextInt(6) == 0) {
          past.purge();
        }
      } else {
        past.put(ref, entity(ref));
      }
      if (i % 20 == 0) {
        past.patch(refs.get(random.nextInt(3)), Map.of("metadata", Map.of("title", title())));
      }
    }
  }

  private Map<String, Object> entity(String ref) {
    String name = ref.substring(ref.indexOf('/') + 1);
    String kind =
        KINDS.stream()
            .filter(each -> ref.startsWith(each.toLowerCase() + ":"))
            .findFirst()
            .orElseThrow();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("title", title());
    metadata.put("tags", List.of(pick("java", "node", "go")));
    metadata.put("annotations", Map.of("example.com/a.b", pick("1", "2")));
    metadata.put("labels", Map.of(pick("tier", "other"), pick("Gold", "gold", "SILVER")));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", pick("service", "library"));
    spec.put("owner", "group:default/g" + random.nextInt(4));
    spec.put("lifecycle", pick("production", "old"));
    if (kind.equals("API")) {
      spec.put("definition", "none");
    }
    return Map.of(
        "apiVersion", "backstage.io/v1alpha1", "kind", kind, "metadata", metadata, "spec", spec);
  }

  private String title() {
    return pick("alpha", "beta", "other", "n7") + pick("", "", " " + random.nextInt());
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }

  /** Reads everything as somebody without conditions. */
  private void all() {
    past.server.policy().decide(Decision.allow("test"));
    served.clear();
    histories.clear();
    changes = items("/changes?after=0&limit=1000");
    trash = items("/trash?limit=500");
    for (String ref : refs) {
      CatalogServer.Answer now = past.server.get(name(ref));
      if (now.status() == 200) {
        served.put(ref, now.json());
      }
      List<ObjectNode> full = new ArrayList<>();
      CatalogServer.Answer history = past.server.get(name(ref) + "/history?limit=500");
      if (history.status() == 200) {
        for (JsonNode row : history.json().path("items")) {
          full.add((ObjectNode) version(ref, row.path("seq").asLong()).json());
        }
      }
      histories.put(ref, full);
    }
  }

  private List<ObjectNode> items(String path) {
    List<ObjectNode> items = new ArrayList<>();
    past.server.get(path).json().path("items").forEach(item -> items.add((ObjectNode) item));
    return items;
  }

  private CatalogServer.Answer version(String ref, long seq) {
    return past.server.get(name(ref) + "/history/" + seq);
  }

  private static String name(String ref) {
    return "/entities/by-name/" + ref.replace(':', '/');
  }

  private boolean meets(JsonNode entity) {
    if (entity == null || !entity.isObject()) {
      return false;
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> values = JSON.convertValue(entity, LinkedHashMap.class);
    values.putIfAbsent("relations", List.of());
    return RandomPolicies.meets(values, condition);
  }

  private boolean isHiddenNow(String ref) {
    return served.containsKey(ref) && !meets(served.get(ref));
  }

  /** Who sees a form after a change and none before sees it come, and the other way round. */
  private List<String> expectedFeed() {
    Map<String, JsonNode> forms = new HashMap<>();
    List<String> expected = new ArrayList<>();
    for (ObjectNode change : changes) {
      JsonNode before = forms.put(change.path("entityRef").asText(), change.path("entity"));
      boolean sawBefore = !change.path("op").asText().equals("create") && meets(known(before));
      boolean sees = meets(known(change.path("entity")));
      if (sees || sawBefore) {
        expected.add(seen(change.deepCopy(), sawBefore, sees).toString());
      }
    }
    return expected;
  }

  /** Nothing is said of what was purged, of which the log has no more than the name. */
  private static JsonNode known(JsonNode form) {
    return form != null && form.has("spec") ? form : null;
  }

  private static ObjectNode seen(ObjectNode change, boolean before, boolean after) {
    if (!before) {
      change.remove("etagBefore");
    }
    if (!after) {
      change.remove(List.of("etagAfter", "entity"));
    }
    return change.put("op", !before ? "create" : after ? "update" : "delete");
  }

  private void feed() {
    List<String> expected = expectedFeed();
    List<String> paged = new ArrayList<>();
    String position = "0";
    boolean more = true;
    while (more) {
      JsonNode page =
          past.server
              .get("/changes?after=" + position + "&limit=" + (1 + random.nextInt(40)))
              .json();
      page.path("items").forEach(item -> paged.add(item.toString()));
      position = page.path("cursor").asText();
      more = page.path("more").asBoolean();
    }
    sameList(expected, paged, "the feed");
    List<String> events =
        past.stream(0).stream().map(event -> event.replaceFirst("^\\d+ change ", "")).toList();
    sameList(expected, events, "the stream");
    compared += changes.size();
    hidden += changes.size() - expected.size();
  }

  private void histories() {
    for (String ref : refs) {
      List<ObjectNode> all = histories.get(ref);
      List<ObjectNode> expected = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        ObjectNode row = all.get(i).deepCopy();
        JsonNode before =
            i + 1 < all.size() && follows(row, all.get(i + 1)) ? form(all, i + 1) : null;
        boolean shown = meets(row.has("entity") ? row.path("entity") : before);
        if (!meets(before)) {
          row.remove(List.of("changed", "diff"));
        }
        boolean answered = shown && !isHiddenNow(ref);
        CatalogServer.Answer one = version(ref, row.path("seq").asLong());
        same(answered ? 200 : 404, one.status(), ref + " " + row);
        if (answered) {
          same(row.toString(), one.json().toString(), "version");
          row.remove(List.of("entity", "diff"));
          expected.add(row);
        }
      }
      for (int limit : new int[] {2, 500}) {
        same(expected.toString(), walk(ref, expected.isEmpty(), limit), ref + " by " + limit);
      }
    }
  }

  private static boolean follows(JsonNode later, JsonNode earlier) {
    return later.path("uid").equals(earlier.path("uid"));
  }

  private static JsonNode form(List<ObjectNode> rows, int i) {
    return rows.get(i).path("entity");
  }

  /** Reads a history by pages; one without anything to see is like that of what never was. */
  private String walk(String ref, boolean nothing, int limit) {
    List<JsonNode> rows = new ArrayList<>();
    String cursor = "";
    do {
      CatalogServer.Answer page = past.server.get(name(ref) + "/history?limit=" + limit + cursor);
      if (nothing && !served.containsKey(ref) || isHiddenNow(ref)) {
        assertUnknown(name(ref) + "/history?limit=" + limit, ref, page);
        return "[]";
      }
      page.json().path("items").forEach(rows::add);
      cursor = page.json().at("/pageInfo/nextCursor").asText();
      cursor = cursor.isEmpty() ? "" : "&cursor=" + cursor;
    } while (!cursor.isEmpty());
    return rows.toString();
  }

  /** Byte for byte, but for the name. */
  private void assertUnknown(String path, String ref, CatalogServer.Answer answer) {
    CatalogServer.Answer never = past.server.get(path.replace(part(ref), part(NEVER)));
    same(never.status(), answer.status(), path);
    same(anonymous(never, NEVER), anonymous(answer, ref), path);
    hidden++;
  }

  private static String part(String ref) {
    return ref.replace(':', '/');
  }

  private static String anonymous(CatalogServer.Answer answer, String ref) {
    String text = text(answer);
    String name = ref.substring(ref.indexOf('/') + 1);
    String kind = ref.substring(0, ref.indexOf(':'));
    return text.replace(ref, "?").replace("'" + name + "'", "?").replace("'" + kind + "'", "?");
  }

  private void trash() {
    String expected = trash.stream().filter(item -> meets(item.path("entity"))).toList().toString();
    for (int limit : new int[] {2, 500}) {
      List<JsonNode> rows = new ArrayList<>();
      String cursor = "";
      do {
        JsonNode page = past.server.get("/trash?limit=" + limit + cursor).json();
        page.path("items").forEach(rows::add);
        cursor = page.at("/pageInfo/nextCursor").asText();
        cursor = cursor.isEmpty() ? "" : "&cursor=" + cursor;
      } while (!cursor.isEmpty());
      same(expected, rows.toString(), "the trash by " + limit);
    }
  }

  private void times() {
    IntStream.range(0, 10)
        .mapToObj(i -> changes.get(random.nextInt(changes.size())))
        .forEach(
            change -> {
              String at = "?at=" + enc(change.path("at").asText());
              String ref = change.path("entityRef").asText();
              at(name(ref) + at, ref, isHiddenNow(ref));
              String uid = change.path("uid").asText();
              at("/entities/by-uid/" + uid + at, ref, isHiddenNow(ref));
              now(ref);
            });
  }

  /** The whole catalog of a time has what each entity by itself has. */
  private void listsOfThen() {
    String at = "at=" + enc(changes.get(random.nextInt(changes.size())).path("at").asText());
    past.server.policy().decide(Decision.allow("test"));
    Map<String, String> expected = new TreeMap<>();
    for (String ref : refs) {
      CatalogServer.Answer then = past.server.get(name(ref) + "?" + at);
      if (then.status() == 200 && meets(then.json()) && !isHiddenNow(ref)) {
        expected.put(then.json().at("/metadata/uid").asText(), then.json().toString());
      }
    }
    past.server.policy().decide(Decision.conditional(condition, "test"));
    same(expected, byUid(past.server.get("/entities?" + at).json()), "/entities?" + at);
    JsonNode page = past.server.get("/entities/by-query?limit=500&" + at).json();
    same(expected, byUid(page.path("items")), "/entities/by-query?" + at);
    same(expected.size(), page.path("totalItems").asInt(), "/entities/by-query?" + at);
    String csv = text(past.server.get("/entities.csv?fields=metadata.uid&" + at));
    same(
        List.copyOf(expected.keySet()),
        csv.lines().skip(1).sorted().toList(),
        "/entities.csv?" + at);
  }

  private static Map<String, String> byUid(JsonNode entities) {
    Map<String, String> byUid = new TreeMap<>();
    entities.forEach(entity -> byUid.put(entity.at("/metadata/uid").asText(), entity.toString()));
    return byUid;
  }

  private static String text(CatalogServer.Answer answer) {
    return new String(answer.content(), StandardCharsets.UTF_8);
  }

  private void at(String path, String ref, boolean hiddenNow) {
    CatalogServer.Answer seen = past.server.get(path);
    past.server.policy().decide(Decision.allow("test"));
    CatalogServer.Answer all = past.server.get(path);
    past.server.policy().decide(Decision.conditional(condition, "test"));
    boolean shown = all.status() == 200 && meets(all.json()) && !hiddenNow;
    same(shown ? 200 : 404, seen.status(), path);
    if (shown) {
      same(all.json().toString(), seen.json().toString(), path);
    } else if (path.startsWith("/entities/by-name/")) {
      assertUnknown(path, ref, seen);
    }
  }

  private void now(String ref) {
    CatalogServer.Answer seen = past.server.get(name(ref));
    if (served.containsKey(ref) && !isHiddenNow(ref)) {
      same(served.get(ref).toString(), seen.json().toString(), ref);
      return;
    }
    assertUnknown(name(ref), ref, seen);
  }

  private void explanations() {
    for (String ref : refs) {
      String path = "/explain?entityRef=" + enc(ref);
      CatalogServer.Answer seen = past.server.get(path);
      JsonNode last = null;
      for (ObjectNode change : changes) {
        if (change.path("entityRef").asText().equals(ref) && change.has("entity")) {
          last = known(change.path("entity"));
        }
      }
      if (meets(served.containsKey(ref) ? served.get(ref) : last)) {
        past.server.policy().decide(Decision.allow("test"));
        String all = past.server.get(path).json().toString();
        past.server.policy().decide(Decision.conditional(condition, "test"));
        if (ref.contains("/n")) { // what comes from a file names its parent, if that may be read
          same(all, seen.json().toString(), path);
        }
        continue;
      }
      CatalogServer.Answer never = past.server.get("/explain?entityRef=" + enc(NEVER));
      same(anonymous(never, NEVER), anonymous(seen, ref), path);
      hidden++;
    }
  }

  /** What hangs on an entity is for those who may read the entity. */
  private void attached() {
    for (String ref : refs.subList(0, 3)) {
      for (String path :
          List.of(
              name(ref) + "/overlay",
              name(ref).replace("entities/by-name", "locations/by-entity"))) {
        CatalogServer.Answer seen = past.server.get(path);
        past.server.policy().decide(Decision.allow("test"));
        CatalogServer.Answer all = past.server.get(path);
        past.server.policy().decide(Decision.conditional(condition, "test"));
        if (isHiddenNow(ref)) {
          assertUnknown(path, ref, seen);
        } else {
          same(all.status(), seen.status(), path);
          same(all.json(), seen.json(), path);
        }
      }
    }
  }

  private void same(Object expected, Object seen, String what) {
    assertEquals(expected, seen, () -> what + " under " + condition);
    compared++;
  }

  /** Tells the first difference of long lists. */
  private void sameList(List<String> expected, List<String> seen, String what) {
    for (int i = 0; i < Math.min(expected.size(), seen.size()); i++) {
      same(expected.get(i), seen.get(i), what);
    }
    same(expected.size(), seen.size(), what);
  }

  private static String enc(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
