package dev.callboard.catalog.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.model.MergePatch;
import dev.callboard.catalog.store.Location;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random writes, overlays and edits of files against a simple model. */
class RandomWritesTest {
  private static final int STEPS = 150;
  private static final int NAMES = 5;

  /** Titles by name: those of files, those that were written, and what is laid over. */
  private static final class Model {
    private final Map<String, Object> files = new TreeMap<>();
    private final Map<String, Object> written = new TreeMap<>();
    private final Map<String, Map<String, Object>> overlays = new TreeMap<>();

    Map<String, Object> served() {
      Map<String, Object> served = new TreeMap<>();
      files.forEach(
          (name, title) ->
              served.put(
                  name,
                  MergePatch.apply(
                          new LinkedHashMap<>(Map.of("title", title)),
                          overlays.getOrDefault(name, Map.of()))
                      .getOrDefault("title", "-")));
      served.putAll(written);
      return served;
    }
  }

  private final Model model = new Model();
  private final Map<String, Location> locations = new HashMap<>();
  private WriteBench bench;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void servedEqualsTheModelAndStoredEqualsServed(long seed) throws Exception {
    Random random = new Random(seed);
    bench =
        new WriteBench(
            new SqliteDatabase(Files.createTempDirectory("catalog").resolve("db.sqlite")), true);
    try (WriteBench open = bench) {
      for (int step = 0; step < STEPS; step++) {
        String name = "n" + random.nextInt(NAMES);
        step(random.nextInt(7), name, "t" + step);
        assertEquals(model.served(), served(open.index.entities()), "step " + step);
        assertEquals(stored(), json(open.index.entities()), "step " + step);
      }
    }
  }

  private void step(int action, String name, String title) {
    switch (action) {
      case 0 -> put(name, title);
      case 1 -> delete(name);
      case 2 -> patch(name, title);
      case 3 -> patch(name, null);
      case 4 -> removeOverlay(name);
      case 5 -> edit(name, title);
      default -> removeFile(name);
    }
  }

  private void put(String name, String title) {
    Map<String, Object> entity = WriteBench.component(name, "x");
    entity.put("metadata", new LinkedHashMap<>(Map.of("name", name, "title", title)));
    boolean free = !model.files.containsKey(name);
    assertEquals(
        free, succeeds(() -> bench.writer.put(WriteBench.ref(name), entity, WriteBench.options())));
    if (free) {
      model.written.put(name, title);
      model.overlays.remove(name);
    }
  }

  private void delete(String name) {
    boolean known = model.served().containsKey(name);
    assertEquals(
        known, succeeds(() -> bench.writer.delete(WriteBench.ref(name), WriteBench.options())));
    if (model.written.remove(name) != null && locations.containsKey(name)) {
      // the file had waited for it
      model.files.put(name, title(bench.files.get(locations.get(name).target())));
    }
  }

  private void patch(String name, String title) {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("title", title);
    boolean known = model.served().containsKey(name);
    assertEquals(
        known,
        succeeds(
            () ->
                bench.writer.patch(
                    WriteBench.ref(name), Map.of("metadata", change), WriteBench.options())));
    if (model.written.containsKey(name)) {
      model.written.put(name, title == null ? "-" : title);
    } else if (known) {
      model.overlays.put(
          name, MergePatch.compose(model.overlays.getOrDefault(name, Map.of()), change, Map.of()));
    }
  }

  private void removeOverlay(String name) {
    boolean laid = model.overlays.containsKey(name);
    assertEquals(
        laid,
        succeeds(() -> bench.writer.removeOverlay(WriteBench.ref(name), WriteBench.options())));
    model.overlays.remove(name);
  }

  private void edit(String name, String title) {
    String text = WriteBench.file(name, "x").replace("From the file", title);
    Location location = locations.get(name);
    if (location == null) {
      locations.put(name, bench.register(name + ".yaml", text));
    } else {
      bench.edit(location, text);
    }
    if (!model.written.containsKey(name)) {
      model.files.put(name, title);
    }
  }

  private void removeFile(String name) {
    Location location = locations.remove(name);
    if (location != null) {
      bench.ingestion.removed(location);
      bench.files.remove(location.target());
      model.files.remove(name);
    }
  }

  private static boolean succeeds(Runnable work) {
    try {
      work.run();
      return true;
    } catch (PortalException e) {
      return false;
    }
  }

  private static String title(String file) {
    return file.replaceAll("(?s).*title: (\\S+).*", "$1");
  }

  private static Map<String, Object> served(Map<String, IndexedEntity> index) {
    Map<String, Object> titles = new TreeMap<>();
    index.forEach(
        (ref, entity) -> {
          if (ref.startsWith("component:")) {
            Map<?, ?> metadata = (Map<?, ?>) entity.entity().get("metadata");
            Object title = metadata.get("title");
            titles.put((String) metadata.get("name"), title == null ? "-" : title);
          }
        });
    return titles;
  }

  private static Map<String, String> json(Map<String, IndexedEntity> index) {
    Map<String, String> texts = new TreeMap<>();
    index.forEach((ref, entity) -> texts.put(ref, new String(entity.json())));
    return texts;
  }

  private Map<String, String> stored() {
    Map<String, String> texts = new TreeMap<>();
    bench.store.loadAll(
        (String ref, UUID uid, byte[] json, List<String> parents) ->
            texts.put(ref, new String(json)));
    return texts;
  }
}
